import { describe, expect, it } from 'vitest'
import { toXml } from './xml-text.ts'

describe('toXml', () => {
  it('writes records as Coupa does', () => {
    const record = {
      id: 7,
      total: '12.50',
      note: 'a < b & c',
      paid: false,
      supplier: { name: 'A' },
      'invoice-lines': [{ id: 1 }],
      taxes: [],
      po: null,
    }

    expect(toXml([record], { xmlItem: 'invoice-header', xmlArray: 'invoice-headers' })).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<invoice-headers type="array">
  <invoice-header>
    <id type="integer">7</id>
    <total>12.50</total>
    <note>a &lt; b &amp; c</note>
    <paid type="boolean">false</paid>
    <supplier>
      <name>A</name>
    </supplier>
    <invoice-lines type="array">
      <invoice-line>
        <id type="integer">1</id>
      </invoice-line>
    </invoice-lines>
    <taxes type="array"/>
    <po nil="true"/>
  </invoice-header>
</invoice-headers>
`,
    )
  })

  it('writes no name that is none, and no character that XML cannot hold', () => {
    expect(toXml([{ '1 <x>': 'a\u0000b' }], { xmlItem: 'item', xmlArray: 'items' })).toContain('<_1__x_>ab</_1__x_>')
  })
})
