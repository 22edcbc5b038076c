import type { LoadTemplate } from './load-template.ts'

const daily = { direction: 'in', schedule: '0 4 * * *' } as const

/** The templates of loads, in the order of their ids. */
export const loadTemplateRows: readonly LoadTemplate[] = [
  {
    ...daily,
    id: 'L09',
    name: 'suppliers',
    title: 'Suppliers',
    sentence: 'Create new suppliers and change those that differ, by their number',
    resource: 'suppliers',
    key: ['number'],
    fields: [
      'number',
      'name',
      'display-name',
      'status',
      'payment-method',
      'payment-term.code',
      'shipping-term.code',
      'po-method',
      'po-email',
      'po-change-method',
      'invoice-matching-level',
      'tax-id',
      'duns',
      'account-number',
      'website',
      'on-hold',
      'primary-address.street1',
      'primary-address.street2',
      'primary-address.city',
      'primary-address.state',
      'primary-address.postal-code',
      'primary-address.country.code',
      'primary-contact.email',
      'primary-contact.name-given',
      'primary-contact.name-family',
    ],
    inactive: { status: 'inactive' },
    level: 1,
  },
]
