import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pageText } from './documents/page-text.ts'
import { imageAddress, rewriteLinks } from './documents/rewrite-links.ts'
import { siteDocuments } from './documents/site-documents.ts'
import { referencePages } from './reference/reference-pages.ts'

/** Writes all pages to where the generator looks for them, and the pictures that they show. */
export async function writePages({ root, site }: { readonly root: string; readonly site: string }): Promise<void> {
  const content = join(site, 'src/content/docs')
  const files = join(site, 'public')
  for (const folder of [content, files]) rmSync(folder, { recursive: true, force: true })
  const pages = siteDocuments(root)
  const exists = (path: string): boolean => existsSync(join(root, path))
  for (const [path, address] of pages) {
    const { text, images } = rewriteLinks(path, readFileSync(join(root, path), 'utf8'), { pages, exists })
    write(join(content, `${address || 'index'}.md`), pageText(text))
    for (const image of images) copy(join(root, image), join(files, imageAddress(image).replace('/docs/', '')))
  }
  for (const [address, text] of await referencePages(root)) write(join(content, `${address}.md`), pageText(text))
  copy(join(root, 'packages/console/public/icon.svg'), join(files, 'icon.svg'))
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
}
