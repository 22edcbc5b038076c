import type { Random } from '../random.ts'

type Found = Readonly<Record<string, unknown>>
export type Cells = readonly string[]

/** What the inputs of a template are made from. */
export interface OrganizationView {
  /** Records of Coupa. */
  records(resource: string, where: Found, fields: readonly unknown[]): Promise<readonly Found[]>
  /** Writes a file beside the input. */
  write(name: string, content: string): Promise<void>
}

/** How records of one template look. */
export interface LoadCase {
  readonly header: Cells
  /** The record of a number, which is right, and whose key no other has. */
  row(place: number): Cells
  /** The same record with a fault. */
  invalid(row: Cells): Cells
  /** The same record with a reference to what does not exist. */
  orphan?(row: Cells): Cells
  /** What becomes of an orphan. Default: held. */
  readonly orphanOutcome?: string
  /** Whether an orphan is in Coupa all the same, without what it refers to. Default: false. */
  readonly isOrphanThere?: boolean
  /** The same record as it was before the input. */
  older?(row: Cells): Cells
  /** What becomes of a record that Coupa has with other values. Default: updated. */
  readonly olderOutcome?: string
  /** What becomes of a record that is new. Default: created. */
  readonly outcome?: 'created' | 'updated'
  /** The column that identifies a record, and the one that names the record above it. */
  readonly above?: { readonly own: number; readonly parent: number; readonly isCircular?: boolean }
  /** At most so many records. */
  readonly most?: number
  /** How many records Coupa has of what the input brings. */
  count(): Promise<number>
}

const set = (place: number, value: string | ((cell: string) => string)) => (row: Cells) =>
  row.map((cell, at) => (at === place ? (typeof value === 'string' ? value : value(cell)) : cell))
const old = (cell: string): string => `${cell} old`

/** The templates with the inputs that the torture makes of them. */
export const loadCases: Readonly<Record<string, (view: OrganizationView, random: Random) => Promise<LoadCase>>> = {
  L01: async (view) => {
    const [lookup] = await view.records('lookups', {}, ['id', 'name'])
    return {
      header: ['external-ref-num', 'lookup.name', 'name', 'active', 'parent.external-ref-num'],
      row: (place) => [`R-${place}`, String(lookup?.name), `Value, "${place}"`, 'true', ''],
      invalid: set(3, 'maybe'),
      orphan: set(4, 'NOBODY'),
      older: set(2, old),
      above: { own: 0, parent: 4 },
      count: counted(view, 'lookup_values'),
    }
  },
  L02: async (view) => ({
    header: ['account-type.name', 'segment-1', 'segment-2', 'segment-3', 'name', 'active'],
    row: (place) => ['US Main', '98', String(1000 + place), place % 3 === 0 ? '7' : '', `Account ${place}`, 'true'],
    invalid: set(5, 'maybe'),
    orphan: set(0, 'No such chart'),
    older: set(4, old),
    count: counted(view, 'accounts'),
  }),
  L03: async (view) => ({
    header: ['name', 'active'],
    row: (place) => [`Foundry, ${place}`, 'yes'],
    invalid: set(1, 'maybe'),
    older: set(1, 'no'),
    count: counted(view, 'departments'),
  }),
  L05: async (view) => ({
    header: ['code', 'description', 'days-for-net-payment', 'content-groups.name'],
    row: (place) => [`T${place}`, `Net ${place} days`, String(place), ''],
    invalid: set(2, 'soon'),
    orphan: set(3, 'No such group'),
    older: set(1, old),
    count: counted(view, 'payment_terms'),
  }),
  L06: async (view) => ({
    header: ['code', 'description', 'percentage', 'country.code'],
    row: (place) => [`X-${place}`, `Tax ${place}`, `${place % 25}.5`, place % 2 === 0 ? 'DE' : 'FR'],
    invalid: set(2, 'much'),
    orphan: set(3, 'ZZ'),
    older: set(1, old),
    count: counted(view, 'tax_codes'),
  }),
  L07: async (view) => ({
    header: ['from-currency.code', 'to-currency.code', 'rate-date', 'rate'],
    row: (place) => {
      const pair = currencyPairs[place % currencyPairs.length] ?? []
      const day = String(1 + (Math.floor(place / currencyPairs.length) % 28)).padStart(2, '0')
      return [...pair, `2026-10-${day}`, `1.${place}`]
    },
    invalid: set(3, 'much'),
    orphan: ([from = '', , , rate = '']) => [from, 'QQQ', `${2000 + Number(rate.slice(2))}-10-01`, rate],
    older: set(3, '9.25'),
    olderOutcome: 'skipped',
    count: counted(view, 'exchange_rates'),
  }),
  L08: async (view) => ({
    header: ['name', 'parent.name', 'active'],
    row: (place) => [`Commodity ${place}`, '', 'true'],
    invalid: set(2, 'maybe'),
    orphan: set(1, 'Nothing at all'),
    older: set(2, 'false'),
    above: { own: 0, parent: 1 },
    count: counted(view, 'commodities'),
  }),
  L09: async (view) => ({
    header: ['number', 'name', 'status', 'payment-term.code', 'primary-address.city', 'primary-address.country.code'],
    row: (place) => [`S-${place}`, `Supplier, "${place}"`, 'active', 'N30', 'Austin', 'US'],
    invalid: set(2, 'actve'),
    orphan: set(3, 'NONE'),
    older: set(1, old),
    count: counted(view, 'suppliers'),
  }),
  L10: async (view) => {
    const suppliers = (await view.records('suppliers', { status: 'active' }, ['id', 'number'])).slice(0, 3)
    return {
      header: ['supplier.number', 'remit-to-code', 'street1', 'city', 'postal-code', 'country.code', 'active'],
      row: (place) => {
        const supplier = suppliers[place % suppliers.length]
        return [String(supplier?.number), `C-${place}`, `${place} Main St`, 'Austin', '78701', 'US', 'true']
      },
      invalid: set(6, 'maybe'),
      orphan: set(0, 'LATER'),
      older: set(3, old),
      count: async () => {
        const pages = suppliers.map(({ id }) => view.records(`suppliers/${String(id)}/addresses`, {}, ['id']))
        return (await Promise.all(pages)).flat().length
      },
    }
  },
  L13: async (view) => ({
    header: ['employee-number', 'login', 'email', 'firstname', 'lastname', 'active', 'manager.login'],
    row: (place) => [`H-${place}`, `u${place}`, `u${place}@example.com`, 'Ada', `Byron ${place}`, 'true', ''],
    invalid: set(5, 'maybe'),
    orphan: set(6, 'nobody'),
    isOrphanThere: true,
    older: set(3, old),
    above: { own: 1, parent: 6, isCircular: true },
    count: counted(view, 'users'),
  }),
  L15: async (view) => ({
    header: ['item-number', 'name', 'description', 'commodity.name', 'uom.code', 'active'],
    row: (place) => [`I-${place}`, `Bolt, M${place}`, 'Bolt', 'Maintenance', 'EA', 'true'],
    invalid: set(5, 'maybe'),
    orphan: set(3, 'Nothing at all'),
    older: set(2, old),
    count: counted(view, 'items'),
  }),
  L17: async (view) => {
    const [period] = await view.records('periods', {}, ['id', 'name'])
    return {
      header: ['period.name', 'segment-1', 'segment-2', 'amount', 'currency.code'],
      row: (place) => [String(period?.name), '77', String(place), `${1000 + place}.00`, 'USD'],
      invalid: set(3, 'much'),
      orphan: set(4, 'QQQ'),
      older: set(3, '250.50'),
      count: counted(view, 'budget_lines'),
    }
  },
  L21: async (view) => {
    const orders = await view.records('purchase_orders', { status: 'issued' }, ['id', 'order-lines'])
    const lines = orders.flatMap((order) => (order['order-lines'] ?? []) as readonly Found[])
    return {
      header: ['match-reference', 'order-line.id', 'quantity'],
      row: (place) => [`GR-${place}`, String(lines[place % lines.length]?.id), '1'],
      invalid: set(2, 'many'),
      orphan: set(1, '999999999'),
      older: set(2, '2'),
      olderOutcome: 'skipped',
      count: counted(view, 'receiving_transactions'),
    }
  },
  L22: async (view) => {
    const [supplier] = await view.records('suppliers', { status: 'active' }, ['id', 'number'])
    await view.write('scan.pdf', 'a scan')
    await view.write('terms.pdf', 'some terms')
    return {
      header: [
        ...['invoice-number', 'supplier.number', 'invoice-date', 'currency.code', 'invoice-lines.line-num'],
        ...['invoice-lines.description', 'invoice-lines.price', 'invoice-lines.quantity', 'image-scan', 'attachments'],
      ],
      row: (place) => {
        const files = [place % 2 === 0 ? 'scan.pdf' : '', place % 3 === 0 ? 'terms.pdf' : '']
        const lines = ['1;2', 'Bolts;Nuts', '10.00;5', '1;2']
        return [`V-${place}`, String(supplier?.number), '2026-11-02', 'USD', ...lines, ...files]
      },
      invalid: set(8, 'nowhere.pdf'),
      orphan: set(1, 'NOBODY'),
      older: set(5, 'Rivets;Nuts'),
      olderOutcome: 'failed',
      most: 24,
      count: async () => await countInvoicesWithFiles(view),
    }
  },
  L23: async (view) => {
    const fields = ['id', 'invoice-number', { supplier: ['number'] }]
    const invoices = (await view.records('invoices', { status: 'approved' }, fields)).slice(0, 4)
    const ids = invoices.map(({ id }) => Number(id))
    return {
      header: [
        'invoice-number',
        'supplier.number',
        'payments.payment-date',
        'payments.check-number',
        'payments.amount-paid',
      ],
      row: (place) => {
        const invoice = invoices[place % invoices.length]
        const number = String(Object(invoice?.supplier).number)
        return [String(invoice?.['invoice-number']), number, '2026-11-05', `CH-${place}`, `${place}.25`]
      },
      invalid: set(4, 'much'),
      orphan: set(0, 'NOTHING'),
      outcome: 'updated',
      most: 30,
      count: async () => {
        const found = await view.records('invoices', { id: { in: ids } }, ['id', 'payments'])
        return found.flatMap((invoice) => (invoice.payments ?? []) as readonly Found[]).length
      },
    }
  },
  L24: async (view) => {
    const reports = await view.records('expense_reports', { paid: false }, ['id'])
    return {
      header: ['id', 'payment.payment-date', 'payment.notes'],
      row: (place) => [String(reports[place]?.id), '2026-11-05', 'ACH'],
      invalid: set(1, 'soon'),
      orphan: set(0, (id) => `9999${id}`),
      orphanOutcome: 'failed',
      outcome: 'updated',
      most: reports.length,
      count: counted(view, 'expense_reports', { paid: true }),
    }
  },
}

const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'CAD']
const currencyPairs = currencies.flatMap((from) => currencies.flatMap((to) => (from === to ? [] : [[from, to]])))

function counted(view: OrganizationView, resource: string, where: Found = {}): () => Promise<number> {
  return async () => (await view.records(resource, where, ['id'])).length
}

/** Invoices of the input with their scans and attachments: each of these is there once, too. */
async function countInvoicesWithFiles({ records }: OrganizationView): Promise<number> {
  const found = await records('invoices', {}, ['id', 'invoice-number', 'attachments'])
  const attached = found.filter((invoice) => String(invoice['invoice-number']).startsWith('V-'))
  const doubled = attached.flatMap(({ attachments = [] }) => (attachments as readonly Found[]).slice(1))
  return found.length + doubled.length
}
