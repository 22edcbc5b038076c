/** Gives a text to the browser to keep as a file. */
export function saveAsFile({
  name,
  type,
  text,
}: {
  readonly name: string
  /** Its media type, without the character set. */
  readonly type: string
  readonly text: string
}): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
