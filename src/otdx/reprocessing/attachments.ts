import type { Staged } from '../../store/contents.js';
import { fieldRefusal } from '../wire/errors.js';
import type { AttachmentWanted } from './body.js';
import type { Attachment } from './request.js';
import { MAX_ATTACHMENTS, type Upload } from './upload.js';

/** What may be attached: documents, tables, images and archives. The text names none. OTD-REP-10. */
export const EXTENSIONS = [
  'csv',
  'doc',
  'docx',
  'eml',
  'jpeg',
  'jpg',
  'json',
  'msg',
  'pdf',
  'png',
  'txt',
  'xls',
  'xlsx',
  'xml',
  'zip',
] as const;

/** Files and what is known about them, in the order they were sent. */
export interface Received {
  readonly attachments: readonly Attachment[];
  readonly staged: readonly Staged[];
}

/**
 * The files a body names, with those sent before.
 * @throws OtdxError 400 for an extension that is not allowed, or more files than may be.
 */
export function attachmentsIn(
  wanted: readonly AttachmentWanted[] | undefined,
  { files }: Pick<Upload, 'files'>,
  before: readonly Attachment[] = [],
): Received {
  const received = (wanted ?? []).map((one, index) => {
    const extension = one.extensao.toLowerCase();
    const field = `anexos[${index}]`;
    requireAllowed(`${field}.extensao`, one.extensao);
    // Whoever downloads the file gets it by its name.
    const [, named] = /\.([^.]*)$/.exec(one.nome ?? '') ?? [];
    if (named !== undefined) requireAllowed(`${field}.nome`, named);
    const staged = files.get(one.arquivo);
    if (!staged) throw fieldRefusal(`${field}.arquivo`, 'BASE64');
    const name = one.nome ?? `anexo-${before.length + index + 1}.${extension}`;
    return { staged, attachment: { name, extension, size: staged.size, sha256: staged.sha256 } };
  });
  if (before.length + received.length > MAX_ATTACHMENTS)
    throw fieldRefusal('anexos', 'ATTACHMENTS_MANY', { maximo: MAX_ATTACHMENTS });
  return { attachments: received.map(({ attachment }) => attachment), staged: received.map(({ staged }) => staged) };
}

function requireAllowed(field: string, extensao: string): void {
  if (EXTENSIONS.some((allowed) => allowed === extensao.toLowerCase())) return;
  throw fieldRefusal(field, 'EXTENSION', { extensao, permitidas: EXTENSIONS.join(', ') });
}
