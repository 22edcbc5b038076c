import { parse, posix } from 'node:path'

/**
 * A file system counts the bytes of a name and takes at most 255. The other 55 are for `.partial.lock.` and a UUID, which
 * follow the name while the file arrives.
 */
const maxBytes = 200

/** What names the file when Coupa sends no name. */
const nameless = 'attachment'

export interface FileNameOptions {
  /** Goes between the name and its ending: `scan.pdf` becomes `scan-304.pdf`. */
  readonly suffix?: string
}

/**
 * Turns a name that Coupa sends into one that every file system takes: it does not lead out of the folder, hides no file, is
 * no device, and holds no character that is invisible or has a meaning to a shell or a file system. A name that is too long
 * loses the end of its stem and keeps its ending.
 *
 * @example
 * ```ts
 * toFileName('../../Angebot: 50 %.pdf') // 'Angebot_ 50 %.pdf'
 * toFileName('scan.pdf', { suffix: '-304' }) // 'scan-304.pdf'
 * ```
 */
export function toFileName(name: string | undefined, { suffix = '' }: FileNameOptions = {}): string {
  const last = posix
    .basename((name ?? '').toWellFormed().normalize('NFC').replaceAll('\\', '/'))
    // The two joiners are Cf, and names in many scripts need them.
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+/, '')
    .replace(/[\s.]+$/, '')
    .replace(/^-/, '_')
  const { name: stem, ext } = parse(isDevice(last) ? `_${last}` : last === '' ? nameless : last)
  const ending = byteLength(ext) <= 20 ? ext : ''
  const whole = ending === '' ? `${stem}${ext}` : stem
  return `${cutTo(whole, maxBytes - byteLength(suffix) - byteLength(ending))}${suffix}${ending}`
}

/** Whether a name of Coupa's had to be shortened to become a file name. */
export function isTooLong(name: string | undefined): boolean {
  return byteLength(posix.basename((name ?? '').normalize('NFC').replaceAll('\\', '/'))) > maxBytes
}

/** What two names must not share on any file system: most of them do not tell capitals apart. */
export function sameFileKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function isDevice(name: string): boolean {
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
}

/** The first characters that fit, as people see characters: none of them is cut in half. */
function cutTo(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text
  let cut = ''
  let size = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    size += byteLength(segment)
    if (size > bytes) break
    cut += segment
  }
  return cut.trimEnd()
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}
