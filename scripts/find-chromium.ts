import { existsSync } from 'node:fs'

/** Where distributions put the browser. The headless shell, which draws no window of its own, takes a third less time. */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Where Chromium is: what the variable CHROMIUM says, or the first usual place; undefined when there is none. */
export function findChromium(given: string | undefined = process.env.CHROMIUM): string | undefined {
  return [...(given ? [given] : []), ...places].find((path) => existsSync(path))
}
