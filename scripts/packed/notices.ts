import { readFileSync } from 'node:fs'

/** A package whose code is part of a bundle. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
}

/** What a package says of itself in its package.json. */
export interface PackageManifest {
  readonly license?: string
  readonly author?: string | { readonly name?: string }
}

/** A section of the notices as Vite writes them: a heading `## name - version (identifier)`, then the licence's text. */
const section =
  /^## (?<name>\S+) - (?<version>\S+)(?: \((?<identifier>[^\n]*)\))?\n(?<text>[\s\S]*?)(?=^## |(?![\s\S]))/gm

/** Names, as `name@version`, the bundled packages that the notices leave out or give no text for. */
export function findMissingNotices(bundled: Iterable<BundledPackage>, notices: string): string[] {
  const noticed = new Set(
    [...notices.matchAll(section)]
      .filter(({ groups }) => groups?.text?.trim())
      .map(({ groups }) => `${groups?.name}@${groups?.version}`),
  )
  return [...bundled].map(({ name, version }) => `${name}@${version}`).filter((key) => !noticed.has(key))
}

/** The text of the Apache License, which is the same for everybody who uses it. */
const apacheLicense = readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8')

/**
 * Gives the packages that bring no file with their licence the text of the licence that their package.json names. Throws
 * when that is neither MIT nor Apache-2.0: then somebody has to look.
 */
export function completeNotices(notices: string, readManifest: (name: string) => PackageManifest): string {
  return notices.replace(section, (whole: string, ...rest: unknown[]) => {
    const { name, text } = rest.at(-1) as { name: string; text: string }
    if (text.trim()) return whole
    const { license, author } = readManifest(name)
    const holder =
      (typeof author === 'string' ? author.replace(/\s*<.*/, '') : author?.name) || `the authors of ${name}`
    const found = license === 'MIT' ? mitLicense(holder) : license === 'Apache-2.0' ? apacheLicense.trim() : undefined
    if (found === undefined)
      throw new Error(`${name} is bundled, and brings no text of its licence, ${license ?? 'none'}`)
    return `${whole.trimEnd()}\n\n(The package brings no file with its licence; its package.json says ${license}.)\n\n${found}\n\n`
  })
}

function mitLicense(holder: string): string {
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`
}
