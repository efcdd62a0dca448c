import { readdirSync, readFileSync } from 'node:fs';

const RULE_ID = /\b(?:(?:RES|PRD|DIS|DIR)-\d{3}|RCV-\d{2}|CON-4\.\d(?:\.\d)?|OTD-[A-Z]{3}-\d{2})\b/g;

/** The files that name each rule, by rule id; paths from the folder, sorted. */
export type Citations = ReadonlyMap<string, readonly string[]>;

/** Every rule id named in the files below `folder` whose path ends in `suffix`. The URL ends in a slash. */
export function citationsIn(folder: URL, suffix: string): Citations {
  const citations = new Map<string, string[]>();
  for (const file of filesBelow(folder, suffix)) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    for (const id of new Set(text.match(RULE_ID))) citations.set(id, [...(citations.get(id) ?? []), file]);
  }
  return citations;
}

const filesBelow = (folder: URL, suffix: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(suffix))
    .toSorted();
