/**
 * Lets the keyboard reach what may be wider than a page: code and tables. Without scripts they are stops of the Tab key; on
 * the page, scripts take those away that need not scroll. A group is no landmark, so that a page with many stays readable. The
 * empty corner of a table is no header.
 */
export function makeReachable(html: string): string {
  return html
    .replaceAll('<pre data-language=', '<pre tabindex="0" role="group" data-language=')
    .replaceAll(/<th( style="[^"]*")?><\/th>/g, '<td></td>')
    .replaceAll('<table>', '<div class="table-frame" tabindex="0" role="group"><table>')
    .replaceAll('</table>', '</table></div>')
}
