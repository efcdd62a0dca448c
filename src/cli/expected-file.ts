import type { ExpectedFailure } from '../conformance/expected.js';
import { UsageError } from '../core/errors.js';
import { fieldsIn, isFields, readYamlFile, requireTextIn, textIn } from './yaml-file.js';

/** How the file of expected failures may look, for whoever got it wrong. */
const SHAPE = 'a list of { rule: RES-052, comment: … } under "failures"';

/**
 * The failures that are known and accepted: each names its rule, and says why in `comment` (or `reason`) if it will.
 * @throws UsageError naming the file and place that is wrong, or a rule nobody judges.
 */
export async function readExpected(file: string, known: readonly string[]): Promise<readonly ExpectedFailure[]> {
  const place = `expected failures ${file}`;
  const content = await readYamlFile(file, 'expected failures');
  const failures = isFields(content) ? fieldsIn(content, place, ['failures'])['failures'] : content;
  if (!Array.isArray(failures)) throw new UsageError(`${place}: expected ${SHAPE}`);
  return failures.map((item: unknown, index) => {
    const here = `${place}, failures[${index}]`;
    const fields = fieldsIn(item, here, ['rule', 'comment', 'reason']);
    const rule = requireTextIn(fields, 'rule', here);
    if (!known.includes(rule)) throw new UsageError(`${here}: there is no rule ${rule}`);
    const reason = textIn(fields, 'comment', here) ?? textIn(fields, 'reason', here);
    return { rule, ...(reason !== undefined && { reason }) };
  });
}
