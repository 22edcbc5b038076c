/** A connection of the pictures. The organizations do not exist. */
export interface DemoConnection {
  readonly name: string
  readonly host: string
  readonly folder: string
  readonly labels: readonly string[]
  /** What signs in: the right client, one that may not read Tax Codes, a wrong secret, or an API key. */
  readonly account: 'right' | 'narrow' | 'wrong' | 'api-key'
  /** Default: true. */
  readonly isTested?: boolean
  /** Tests before the last one; 0 by default. */
  readonly pastTests?: number
}

export const demoConnections: readonly DemoConnection[] = [
  {
    name: 'Acme production',
    host: 'acme.coupahost.com',
    folder: 'Finance',
    labels: ['production', 'invoices'],
    account: 'right',
    pastTests: 56,
  },
  {
    name: 'Acme test',
    host: 'acme-test.coupahost.com',
    folder: 'Finance',
    labels: ['test'],
    account: 'right',
    pastTests: 12,
  },
  {
    name: 'Borealis Mining',
    host: 'borealis.coupahost.com',
    folder: 'Subsidiaries',
    labels: ['production'],
    account: 'wrong',
    pastTests: 3,
  },
  {
    name: 'Larkspur Foods',
    host: 'larkspur.coupahost.com',
    folder: 'Subsidiaries',
    labels: ['production', 'suppliers'],
    account: 'right',
    pastTests: 20,
  },
  {
    name: 'Meridian Logistics',
    host: 'meridian.coupahost.com',
    folder: 'Subsidiaries',
    labels: ['production'],
    account: 'narrow',
  },
  {
    name: 'Old reporting',
    host: 'acme.coupahost.com',
    folder: 'Finance',
    labels: [],
    account: 'api-key',
    pastTests: 8,
  },
  {
    name: 'Stonegate Retail',
    host: 'stonegate.coupahost.com',
    folder: 'Subsidiaries',
    labels: ['test'],
    account: 'right',
    isTested: false,
  },
]
