/** Whether a path is one that a template describes; `{name}` stands for one segment that is not empty. */
export function isOnTemplate(template: string, path: string): boolean {
  if (!template.includes('{')) return template === path;
  const [wanted, got] = [template.split('/'), path.split('/')];
  return (
    wanted.length === got.length &&
    wanted.every((part, index) => (part.startsWith('{') ? got[index] !== '' : part === got[index]))
  );
}
