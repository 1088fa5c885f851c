/** The BibTeX entry of the page: of one version, at one address; README has it without an address. */
export function bibtex(version: string, address?: string): string {
  const fields = [
    ['title', '{MAML Playground}'],
    ['author', '{{MAML Playground contributors}}'],
    ['version', `{${version}}`],
    ...(address === undefined ? [] : [['url', `{${address}}`]]),
  ];
  return `@software{maml_playground,\n${fields.map(([name, value]) => `  ${name} = ${value},\n`).join('')}}`;
}
