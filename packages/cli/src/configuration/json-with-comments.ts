/**
 * Takes comments of both kinds and commas before a closing bracket out of JSON. What stays keeps its place, so that
 * positions in error messages are those of the file.
 */
export function withoutComments(text: string): string {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, ' ')
  const plain = text.replaceAll(
    /("(?:[^"\\\n]|\\.)*")|(\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g,
    (part, string: string | undefined) => string ?? blank(part),
  )
  return plain.replaceAll(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_part, string: string | undefined) => string ?? ' ')
}
