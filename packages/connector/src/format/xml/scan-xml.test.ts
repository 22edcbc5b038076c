import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { runAtOnce } from '../work.ts'
import { scanXml, type XmlSink } from './scan-xml.ts'

const scan = (text: string, sink: XmlSink) => runAtOnce(scanXml(text.replace(/\r\n?/g, '\n'), sink))

/** What a sink is told, with the pieces of a text put together. */
type Told = readonly (readonly (string | undefined)[])[]

function tellTo(feed: (told: (string | undefined)[][]) => void): Told | 'refused' {
  const told: (string | undefined)[][] = []
  try {
    feed(told)
  } catch {
    return 'refused'
  }
  const joined: (string | undefined)[][] = []
  for (const event of told) {
    const last = joined.at(-1)
    if (event[0] === 'text' && last?.[0] === 'text') last[1] = `${last[1]}${event[1]}`
    else if (event[0] !== 'text' || event[1] !== '') joined.push([...event])
  }
  return joined
}

const scanned = (text: string) =>
  tellTo((told) => {
    scan(text, {
      open: (name, type, nil) => told.push(['open', name, type, nil]),
      text: (piece) => told.push(['text', piece]),
      close: () => told.push(['close']),
    })
  })

/** The same from a parser that somebody else wrote, with what we refuse beyond XML refused too. */
const parsed = (text: string) =>
  tellTo((told) => {
    const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
    let depth = 0
    const refuse = (reason: unknown) => {
      throw reason
    }
    parser.on('error', refuse)
    parser.on('doctype', refuse)
    parser.on('xmldecl', ({ version, encoding = 'utf-8' }) => {
      if (version !== '1.0' || !/^(utf-?8|us-ascii)$/i.test(encoding)) refuse(encoding)
    })
    parser.on('opentag', ({ name, attributes }) => {
      depth++
      told.push(['open', name, attributes.type, attributes.nil])
    })
    parser.on('text', (piece) => {
      if (depth > 0) told.push(['text', piece])
    })
    parser.on('cdata', (piece) => {
      told.push(['text', piece])
    })
    parser.on('closetag', () => {
      depth--
      told.push(['close'])
    })
    parser.write(text).close()
  })

const name = fc.constantFrom('a', 'b', 'invoice-lines', '_x', 'é', 'x.1', 'x:y')
const text = fc.constantFrom('', 'x', ' ', '\n  ', '\r\n', 'é€😀', '&amp;', '&#233;', '&#x20AC;', '>', ']]', '12.50')
const blank = fc.constantFrom(' ', '\n', '\t ', '')
const attribute = fc
  .tuple(
    fc.constantFrom('type', 'nil', 'other', 'é'),
    fc.constantFrom('array', 'true', '', 'a&lt;b', 'x\ty', "it's"),
    blank,
  )
  .map(([key, value, gap]) => ` ${key}${gap}=${gap}"${value}"${gap}`)
const misc = fc.constantFrom('', '', '<!-- note -->', '<?go on?>', '<?go?>')
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'medium' },
    fc.tuple(name, attribute, blank).map(([tag, one, gap]) => `<${tag}${one}${gap}/>`),
    fc
      .tuple(
        name,
        fc.array(attribute, { maxLength: 2 }),
        fc.array(fc.oneof(text, misc, tie('element'), fc.constant('<![CDATA[<&]]>'))),
        blank,
      )
      .map(([tag, all, content, gap]) => `<${tag}${all.join('')}>${content.join('')}</${tag}${gap}>`),
  ),
}))
const prolog = fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', "<?xml version='1.0'?>")
const document = fc.tuple(prolog, misc, element, misc).map((parts) => parts.join(''))

const damage = fc.constantFrom(
  '<',
  '>',
  '&',
  '/',
  '"',
  "'",
  '=',
  '!',
  '?',
  '-',
  ' ',
  ']]>',
  '--',
  '<!',
  '</',
  'x',
  '\u0001',
  '&x;',
)

describe('scanXml', () => {
  it('tells what another parser tells of a document', () => {
    fc.assert(
      fc.property(document, (value) => {
        expect(scanned(value)).toEqual(parsed(value))
      }),
      { numRuns: 500 },
    )
  })

  it('refuses what another parser refuses, wherever a document is damaged', () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.nat(3), damage, (value, position, removed, inserted) => {
        const at = position % (value.length + 1)
        const damaged = value.slice(0, at) + inserted + value.slice(at + removed)
        // Half a surrogate pair cannot come out of strictly decoded UTF-8.
        fc.pre(damaged.isWellFormed())
        // The other parser lets a question mark directly behind an instruction's name pass; XML 1.0 §2.6 does not.
        fc.pre(!/<\?[^\s?>]*\?[^>]/.test(damaged))

        expect(scanned(damaged)).toEqual(parsed(damaged))
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['<?xml version="1.1"?><a/>', 'version 1.0'],
    ['<?xml version="1.0" encoding="UTF-16"?><a/>', 'encoding is UTF-16'],
    [' <?xml version="1.0"?><a/>', 'processing instruction'],
    ['<a b="1" b="2"/>', 'the attribute b twice'],
    ['<a b=1/>', 'no value in quotation marks'],
    ['<a b="<"/>', 'contains a <'],
    ['<a>&#0;</a>', 'unknown reference'],
    ['<a>&#xD800;</a>', 'unknown reference'],
    ['<a>&nbsp;</a>', 'unknown reference or a bare &'],
    ['<a>]]></a>', 'contains ]]>'],
    ['<!-- a -- b --><a/>', 'comment'],
    ['<![CDATA[x]]><a/>', 'outside the root element'],
    ['<a></b>', 'not that of <a>'],
    ['</a>', 'not that of'],
    ['<a/>x', 'text outside'],
    ['<a', 'wrong or cut off'],
    ['<', 'a name is missing'],
    ['<1a/>', 'a name is missing'],
  ])('says what is wrong with %s', (value, message) => {
    const nobody = { open: () => {}, text: () => {}, close: () => {} }

    expect(() => scan(value, nobody)).toThrow(message)
  })
})
