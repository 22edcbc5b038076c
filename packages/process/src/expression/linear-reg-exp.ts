import { RE2JS } from 're2js'

/**
 * A regular expression that takes time in proportion to the text, whatever the pattern is: what an expression language needs
 * of `RegExp`, over an engine without back-tracking. Look-arounds and back-references do not exist there and are refused.
 */
export class LinearRegExp {
  lastIndex = 0
  readonly #pattern: RE2JS

  constructor(pattern: RegExp) {
    const flags = (pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (pattern.multiline ? RE2JS.MULTILINE : 0)
    this.#pattern = RE2JS.compile(pattern.source, flags)
  }

  /** The next match from `lastIndex` on, as `RegExp` gives it. */
  exec(text: string): (string[] & { index: number }) | null {
    const matcher = this.#pattern.matcher(text)
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0
      return null
    }
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, place) => matcher.group(place) ?? '')
    const index = matcher.start()
    this.lastIndex = matcher.end() > index ? matcher.end() : index + 1
    return Object.assign(groups, { index })
  }
}
