/** A body that an organization could send to harm the program that reads it. */
export interface HostileBody {
  readonly name: string
  readonly format: 'json' | 'xml'
  /** How reading 16 MiB of it ends: with the value, or with an error of that kind. */
  readonly ends: 'read' | 'too-large' | 'malformed'
  /** About so many bytes of it. */
  make(bytes: number): Buffer
}

/**
 * One of each kind: what is cheap to send and was costly to read, or could be. Every byte of them counts against something
 * of the budget, or costs no more than a byte of text does.
 */
export const hostileBodies: readonly HostileBody[] = [
  json('numbers with a fraction', 'too-large', (n) => `[${repeat('1.5,', n)}1]`),
  json('whole numbers', 'too-large', (n) => `[${repeat('1,', n)}1]`),
  json('lists without end', 'too-large', (n) => '['.repeat(n)),
  json('lists in lists, 5,000 deep', 'too-large', (n) => `[${repeat(`${'['.repeat(5000)}${']'.repeat(5000)},`, n)}1]`),
  json(
    'records in records, 100,000 deep',
    'too-large',
    (n) => `[${repeat(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},`, n)}1]`,
  ),
  json('empty lists', 'too-large', (n) => `[${repeat('[],', n)}1]`),
  json('empty records', 'too-large', (n) => `[${repeat('{},', n)}{}]`),
  json('small records', 'too-large', (n) => `[${repeat('{"a":1},', n)}{}]`),
  json('records that share no shape', 'too-large', (n) => `[${numbered((i) => `{"a${i}":1},`, n)}{}]`),
  json('records of few names that share no shape', 'too-large', (n) => {
    const name = (i: number) => `${i % 1000}`
    return `[${numbered((i) => `{"a${name(i)}":1,"b${name(Math.floor(i / 1000))}":1},`, n)}{}]`
  }),
  json('a record with many members', 'too-large', (n) => `[{${numbered((i) => `"a${i}":1,`, n)}"z":1}]`),
  json('one name again and again', 'too-large', (n) => `[{${repeat('"a":1,', n)}"a":2}]`),
  json('names with a question mark', 'too-large', (n) => `[{${numbered((i) => `"a${i}?":1,`, n)}"z":1}]`),
  json('one long name', 'read', (n) => `[{"${'a'.repeat(n)}":1}]`),
  json('one long text', 'read', (n) => `["${'a'.repeat(n)}"]`),
  json('one long text of escapes', 'read', (n) => `["${repeat('\\u0041', n)}"]`),
  json('one long text of quotation marks', 'read', (n) => `["${repeat('\\"', n)}"]`),
  json('one long text of backslashes', 'read', (n) => `["${repeat('\\\\', n)}"]`),
  json('short texts of quotation marks', 'too-large', (n) => `[${repeat('"\\"",', n)}1]`),
  json('a number of many digits', 'read', (n) => `[${'1'.repeat(n)}]`),
  json('a fraction of many digits', 'read', (n) => `[0.${'1'.repeat(n)}]`),
  json('an exponent of many digits', 'read', (n) => `[1e${'1'.repeat(n)}]`),
  json('blanks', 'read', (n) => `[${' '.repeat(n)}1]`),
  json('line ends', 'read', (n) => `[${repeat('\r\n', n)}1]`),
  json('dots in a text', 'read', (n) => `["${repeat('1.', n)}"]`),
  json('a text that does not end', 'malformed', (n) => `["${'a'.repeat(n)}`),
  json('what looks like tokens', 'malformed', (n) => `["${repeat('eyJ-', n)}`),
  xml('bare ampersands', 'malformed', (n) => `<a>${'&'.repeat(n)}</a>`),
  xml('references to characters', 'too-large', (n) => `<a>${repeat('&#65;', n)}</a>`),
  xml('entities', 'too-large', (n) => `<a>${repeat('&lt;', n)}</a>`),
  xml(
    'entities by the hundred in small texts',
    'too-large',
    (n) => `<a>${repeat(`<b>${'&lt;'.repeat(100)}</b>`, n)}</a>`,
  ),
  xml('an entity without end', 'malformed', (n) => `<a>&#${'0'.repeat(n)}65;</a>`),
  xml('carriage returns', 'read', (n) => `<a>${'\r'.repeat(n)}</a>`),
  xml('line ends of two characters', 'read', (n) => `<a>${repeat('\r\n', n)}</a>`),
  xml('attributes of one tag', 'too-large', (n) => `<a ${numbered((i) => `a${i}="" `, n)}/>`),
  xml('one long attribute', 'too-large', (n) => `<a type="${'\t'.repeat(n)}"/>`),
  xml('references in an attribute', 'too-large', (n) => `<a type="${repeat('&lt;', n)}"/>`),
  xml('sixty attributes of every tag', 'too-large', (n) => {
    const attributes = Array.from({ length: 60 }, (_, i) => ` a${i}=""`).join('')
    return `<a>${repeat(`<b${attributes}/>`, n)}</a>`
  }),
  xml('elements without end', 'too-large', (n) => repeat('<a>', n)),
  xml(
    'elements in elements, 5,000 deep',
    'too-large',
    (n) => `<r>${repeat('<a>'.repeat(5000) + '</a>'.repeat(5000), n)}</r>`,
  ),
  xml('empty elements', 'too-large', (n) => `<a>${repeat('<b/>', n)}</a>`),
  xml('elements with an element', 'too-large', (n) => `<a type="array">${repeat('<b><c/></b>', n)}</a>`),
  xml(
    'elements that share no shape',
    'too-large',
    (n) => `<a type="array">${numbered((i) => `<b><c${i}/></b>`, n)}</a>`,
  ),
  xml('an element with many names', 'too-large', (n) => `<a>${numbered((i) => `<b${i}/>`, n)}</a>`),
  xml('one long name', 'too-large', (n) => `<${'a'.repeat(n)}/>`),
  xml('one long name that is not ASCII', 'malformed', (n) => `<${repeat('é', n)}/>`),
  xml('one long text', 'read', (n) => `<a>${'a'.repeat(n)}</a>`),
  xml('one long text of brackets', 'read', (n) => `<a>${']'.repeat(n)}</a>`),
  xml('one long section of CDATA', 'read', (n) => `<a><![CDATA[${']'.repeat(n)}]]></a>`),
  xml('sections of CDATA', 'read', (n) => `<a>${repeat('<![CDATA[]]>', n)}</a>`),
  xml('comments', 'too-large', (n) => `<a>${repeat('x<!---->', n)}</a>`),
  xml('one long comment', 'read', (n) => `<a><!--${repeat('- ', n)}--></a>`),
  xml('processing instructions', 'too-large', (n) => `<a>${repeat('<?x?>', n)}</a>`),
  xml('blanks between elements', 'read', (n) => `<a>${' '.repeat(n)}<b/></a>`),
  xml('blanks in a tag', 'read', (n) => `<a ${' '.repeat(n)}/>`),
  xml('blanks before the root', 'read', (n) => `${' '.repeat(n)}<a/>`),
  xml('integers of many digits', 'read', (n) => `<a type="integer">${'1'.repeat(n)}</a>`),
  xml('a document type', 'malformed', (n) => `<!DOCTYPE a [${repeat('<!ENTITY b "c">', n)}]><a/>`),
]

function json(name: string, ends: HostileBody['ends'], text: (bytes: number) => string): HostileBody {
  return { name, format: 'json', ends, make: (bytes) => Buffer.from(text(bytes)) }
}

function xml(name: string, ends: HostileBody['ends'], text: (bytes: number) => string): HostileBody {
  return { name, format: 'xml', ends, make: (bytes) => Buffer.from(text(bytes)) }
}

/** The text as often as fits, at least once. */
function repeat(text: string, bytes: number): string {
  return text.repeat(Math.max(1, Math.floor(bytes / Buffer.byteLength(text))))
}

/** Texts with a number in them, each another one. */
function numbered(text: (index: number) => string, bytes: number): string {
  const pieces: string[] = []
  for (let length = 0; length < bytes; ) {
    const piece = text(pieces.length)
    length += piece.length
    pieces.push(piece)
  }
  return pieces.join('')
}
