/**
 * What a web page is, in words: its title and how its text begins. A page under the status of a refusal mostly says in one of
 * them who refused.
 */
export function describePage(body: string | Uint8Array): string {
  const page =
    typeof body === 'string' ? body.slice(0, longest) : Buffer.from(body.subarray(0, longest)).toString('utf8')
  const title = words(/<title[^>]{0,200}>([^<]{1,500})/i.exec(page)?.[1] ?? '', 80)
  const text = words(textOf(page), 120)
  const begins = text === '' || text === title ? '' : `"${text}"`
  if (title === '') return begins === '' ? 'a web page' : `a web page that begins with ${begins}`
  return `a web page titled "${title}"${begins === '' ? '' : ` (${begins})`}`
}

/** Whether a text is a web page, whatever it is called. */
export function looksLikePage(body: string): boolean {
  return /^[\s\uFEFF]*(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(
    body.slice(0, 4096),
  )
}

/** Enough of a page to find its title and its first words. */
const longest = 20_000

/** The page as a reader sees it, roughly: markup, scripts, styles and its title taken out. */
function textOf(page: string): string {
  return page
    .replace(/<!--[\s\S]{0,5000}?-->/g, ' ')
    .replace(/<(script|style|title|head)\b[^>]{0,500}>[\s\S]{0,10000}?<\/\1\s*>/gi, (whole, name: string) =>
      name.toLowerCase() === 'head' ? whole.replace(/<(script|style|title)\b[\s\S]*?<\/\1\s*>/gi, ' ') : ' ',
    )
    .replace(/<[^>]{0,2000}>/g, ' ')
}

function words(text: string, most: number): string {
  const line = text
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: "'", '#39': "'", nbsp: ' ' }
