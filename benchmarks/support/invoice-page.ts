/** An XML page of invoices with lines, as Coupa writes it: types in attributes, nulls, entities, CDATA. About 10 KB each. */
export function invoicePageXml(invoices: number, linesEach: number): Buffer {
  const records = Array.from({ length: invoices }, (_, index) => invoiceXml(index + 1, linesEach)).join('')
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<invoice-headers type="array">${records}</invoice-headers>`,
  )
}

function invoiceXml(id: number, linesEach: number): string {
  const lines = Array.from({ length: linesEach }, (_, index) => lineXml(id * 100 + index, index + 1)).join('')
  return `
  <invoice-header>
    <id type="integer">${id}</id>
    <created-at type="dateTime">2026-03-04T05:06:07-08:00</created-at>
    <updated-at type="dateTime">2026-03-05T05:06:07-08:00</updated-at>
    <invoice-number>INV-${id}</invoice-number>
    <invoice-date type="dateTime">2026-03-04T00:00:00-08:00</invoice-date>
    <status>approved</status>
    <total-with-taxes type="decimal">1204.50</total-with-taxes>
    <paid type="boolean">false</paid>
    <payment-date type="dateTime" nil="true"/>
    <internal-note>Delivered &amp; checked &#233;tage 2</internal-note>
    <comments><![CDATA[Pumps < 5 kW & spare parts]]></comments>
    <taggings type="array"/>
    <currency><id type="integer">1</id><code>USD</code><decimals type="integer">2</decimals></currency>
    <supplier><id type="integer">${id % 97}</id><name>Northwind Valves ${id % 97} 株式会社</name></supplier>
    <invoice-lines type="array">${lines}
    </invoice-lines>
  </invoice-header>`
}

function lineXml(id: number, number: number): string {
  return `
      <invoice-line>
        <id type="integer">${id}</id>
        <created-at type="dateTime">2026-03-04T05:06:07-08:00</created-at>
        <line-num type="integer">${number}</line-num>
        <description>Gasket, spiral wound, DN 80 &lt;PN 40&gt;, graphite filled</description>
        <price type="decimal">12.3400</price>
        <quantity type="float">4.0</quantity>
        <total type="decimal">49.36</total>
        <billing-note nil="true"/>
        <account>
          <id type="integer">7</id>
          <name>Maintenance materials</name>
          <code>10-4400-000</code>
          <active type="boolean">true</active>
          <account-type><id type="integer">2</id><name>EU Main</name></account-type>
        </account>
        <commodity><id type="integer">31</id><name>Seals and gaskets</name></commodity>
        <uom><id type="integer">4</id><code>EA</code><name>Each</name></uom>
      </invoice-line>`
}
