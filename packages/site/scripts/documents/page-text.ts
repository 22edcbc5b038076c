/** The text of a page as the generator takes it: the title in front, and not in the text, where it would stand twice. */
export function pageText(markdown: string): string {
  const [, title] = /^# (.+)$/m.exec(markdown) ?? []
  if (title === undefined) throw new Error(`A page has no title: ${markdown.slice(0, 80)}`)
  const body = markdown.replace(/^# .+\n+/m, '')
  const front = { title: plain(title), description: descriptionOf(body) }
  const lines = Object.entries(front).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
  return `---\n${lines.join('')}---\n\n${body}`
}

/** The first paragraph, for lists of results. */
function descriptionOf(body: string): string {
  const paragraphs = body.replaceAll(/<!--[\s\S]*?-->/g, '').split(/\n{2,}/)
  const first = paragraphs.find((paragraph) => /^[\p{L}`*[]/u.test(paragraph) && !paragraph.startsWith('```')) ?? ''
  const text = plain(first.replaceAll(/\s+/g, ' '))
  return text.length <= 200 ? text : `${text.slice(0, text.lastIndexOf(' ', 198))} …`
}

function plain(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .trim()
}
