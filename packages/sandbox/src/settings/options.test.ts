import { describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox.ts'
import { startOrganization } from '../testing/organization.ts'
import { parseOptions } from './options.ts'
import { parseQuirk, quirks } from './quirks.ts'

describe('parseOptions', () => {
  it.each([
    [{ port: 70_000 }, "option 'port' is 70000; it must be a whole number from 0 to 65535"],
    [{ records: -1 }, "option 'records' is -1; it must be a whole number from 0 to 100000000"],
    [
      { timeZone: 'Mars/Olympus' },
      "option 'timeZone' is 'Mars/Olympus'; it must be an IANA zone such as Europe/Berlin",
    ],
    [{ rateLimit: { queue: 1.5 } }, "option 'rateLimit.queue' is 1.5; it must be a whole number from 0 to 1000000"],
    [{ quirks: { decimals: 'roman' } }, "quirk 'decimals' cannot be 'roman'; choose one of string, number"],
  ])('names option, value and fix for %o', (options, message) => {
    expect(() => parseOptions(options)).toThrow(message)
  })

  it('names the options that exist when one does not', () => {
    expect(() => parseOptions({ ports: 1 } as never)).toThrow(
      /^option 'ports' does not exist; choose among host, port,/,
    )
  })

  it('refuses numbers of records for what is not a resource', async () => {
    await expect(startSandbox({ records: { invoice: 5 } })).rejects.toThrow(/names 'invoice', which is not a resource/)
  })
})

describe('quirks', () => {
  it('have the documented value first and accept each of theirs', () => {
    for (const { name, values, default: value } of quirks) {
      expect(values[0]).toBe(value)
      for (const choice of values) if (choice !== 'N') expect(parseQuirk(name, choice)).toBe(choice)
    }
  })

  it('name the ones that exist when one does not', () => {
    expect(() => parseQuirk('gravity', 'off')).toThrow(/^quirk 'gravity' does not exist; choose one of create-status, /)
  })

  it.each([
    ['create-status', '200'],
    ['decimals', 'number'],
    ['page-size-cap', '20'],
    ['empty-json-search', '404'],
    ['custom-fields', 'global'],
    ['order-without-order-by', 'random'],
    ['unknown-path', 'html'],
    ['limit-over-cap', '400'],
    ['purchase-order-cancelled', 'canceled'],
  ])('change what they name: %s=%s', async (name, value) => {
    await using organization = await startOrganization({ quirks: { [name]: value }, records: { purchase_orders: 60 } })
    const seen: Record<string, () => Promise<unknown>> = {
      'create-status': async () => String((await organization.send('POST', 'departments', { name: 'Q' })).status),
      decimals: async () => typeof (await organization.get('tax_codes?limit=1')).json[0].percentage,
      'page-size-cap': async () => String((await organization.get('invoices')).json.length),
      'empty-json-search': async () => String((await organization.get('invoices?id=1000000')).status),
      'custom-fields': async () =>
        'erp-number' in (await organization.get('invoices?limit=1')).json[0] ? 'global' : 'namespace',
      'order-without-order-by': async () => {
        const ids = (await organization.get('invoices?fields=["id"]')).json.map(
          ({ id }: { id: number }) => id,
        ) as number[]
        return ids.every((id, place) => place === 0 || id > (ids[place - 1] ?? 0)) ? 'id' : 'random'
      },
      'unknown-path': async () =>
        (await organization.get('nothing/here')).text.includes('<html>') ? 'html' : 'errors',
      'limit-over-cap': async () => String((await organization.get('invoices?limit=51')).status),
      'purchase-order-cancelled': async () =>
        (await organization.get('purchase_orders?status=cancelled&limit=1')).json[0].status,
    }

    expect(await seen[name]?.()).toBe(value)
  })
})

describe('startSandbox', () => {
  it('makes the same records for the same seed and others for another', async () => {
    await using first = await startOrganization({ seed: 7 })
    await using second = await startOrganization({ seed: 7 })
    await using other = await startOrganization({ seed: 8 })
    const page = 'invoices?limit=5'

    expect((await first.get(page)).text).toBe((await second.get(page)).text)
    expect((await first.get(page)).text).not.toBe((await other.get(page)).text)
  })

  it('makes associations that lead to records of the organization', async () => {
    await using organization = await startOrganization()
    const [invoice] = (await organization.get('invoices?limit=1')).json

    expect((await organization.get(`suppliers/${invoice.supplier.id}`)).json.name).toBe(invoice.supplier.name)
    expect((await organization.get(`users/${invoice['created-by'].id}`)).json.login).toBe(invoice['created-by'].login)
  })

  it('makes records whose times fit together', async () => {
    await using organization = await startOrganization()
    const rows = (await organization.get('invoices?fields=["id","created_at","updated_at"]')).json as Record<
      string,
      string
    >[]

    for (const row of rows)
      expect(Date.parse(row['updated-at'] ?? '')).toBeGreaterThanOrEqual(Date.parse(row['created-at'] ?? ''))
    expect(new Set(rows.map((row) => row['updated-at'])).size).toBeLessThan(rows.length)
  })

  it('keeps dates that people enter as midnight of its time zone', async () => {
    await using pacific = await startOrganization()
    await using berlin = await startOrganization({ timeZone: 'Europe/Berlin' })
    const page = 'invoices?limit=1&fields=["invoice_date"]'

    expect((await pacific.get(page)).json[0]['invoice-date']).toMatch(/T00:00:00-0[78]:00$/)
    expect((await berlin.get(page)).json[0]['invoice-date']).toMatch(/T00:00:00\+0[12]:00$/)
  })

  it('listens on loopback and stops when it is closed', async () => {
    const sandbox = await startSandbox()
    expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}/api`)

    await sandbox.close()
    await sandbox.close()

    await expect(fetch(sandbox.url)).rejects.toThrow()
  })

  it('serves every resource of the catalog in both formats', async () => {
    await using organization = await startOrganization({ records: 3 })
    const { listResources, describe: describeResource } = await import('@coupa-connector/catalog')
    const plain = listResources().filter(
      ({ name }) =>
        !name.includes(':') && describeResource(name).operations.some((operation) => operation.name === 'query'),
    )

    for (const { name } of plain) {
      const json = await organization.get(`${name}?limit=2`)
      const xml = await organization.getXml(`${name}?limit=2`)
      expect([name, json.status]).toEqual([name, 200])
      expect([name, xml.status === 200 || json.text === '[]']).toEqual([name, true])
    }
  })
})
