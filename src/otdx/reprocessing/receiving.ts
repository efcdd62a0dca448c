import type { Request, Response } from 'express';
import type { Contents } from '../../store/contents.js';
import { OtdxError } from '../wire/errors.js';
import { receive, type Upload } from './upload.js';

const KEY = 'otdx-upload';
/** What came with a request admitted with files. */
export const uploadOf = (res: Response): Upload => res.locals[KEY] as Upload;

/** Reads a body that carries files. What of it the call did not keep is forgotten when it is answered. */
export async function readUpload(contents: Contents, req: Request, res: Response): Promise<void> {
  if (req.is('application/json') === false || req.headers['content-encoding'] !== undefined)
    throw new OtdxError('MEDIA_TYPE', { values: { tipo: req.headers['content-type'] ?? '' } });
  const upload = await receive(req, contents);
  res.once('close', () => void upload.drop());
  res.locals[KEY] = upload;
  req.body = upload.body;
}
