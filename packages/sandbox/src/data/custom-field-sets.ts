import type { CustomField } from '../schema/custom-fields.ts'
import { hashText, isChosen, mix, pick } from './random.ts'

const erpNumber: CustomField = { name: 'erp-number', type: 'string', isEditable: true }
const isStrategic: CustomField = { name: 'is-strategic', type: 'boolean', isEditable: true }

/** What the organization of the default seed has on documents and master data. */
const documentFields: readonly CustomField[] = [
  erpNumber,
  { name: 'risk-score', type: 'decimal', isEditable: true },
  { name: 'review-date', type: 'datetime', isEditable: true },
  isStrategic,
  { name: 'sales-region', type: 'object', target: 'lookup_values', lookup: 0, isEditable: true },
  { name: 'category-owner', type: 'object', target: 'users', isEditable: true },
  { name: 'legacy-code', type: 'string', isEditable: false },
]

const userFields: readonly CustomField[] = [
  { name: 'cost-pool', type: 'string', isEditable: true },
  { name: 'badge-number', type: 'string', isEditable: false },
]

/** Fields of lines, set by people only, so that generated lines have none. */
const lineFields: readonly CustomField[] = [
  { name: 'gl-note', type: 'string', isEditable: true },
  { name: 'locked-code', type: 'string', isEditable: false },
]

const documents = [
  'invoices',
  'purchase_orders',
  'requisitions',
  'suppliers',
  'contracts',
  'expense_reports',
  'items',
] as const
const lines = ['InvoiceLine', 'PurchaseOrderLine', 'RequisitionLine'] as const

/** The default seed of an organization. What it has is what the documentation shows. */
const usualSeed = 1

/** What other companies add: names, each with the types that it has here and there. */
const furtherFields: readonly (readonly [name: string, ...types: CustomField['type'][]])[] = [
  ['risk-score', 'decimal', 'string', 'integer'],
  ['review-date', 'datetime', 'date'],
  ['cost-category', 'string'],
  ['project-code', 'string'],
  ['is-capex', 'boolean'],
  ['retention-rate', 'decimal'],
  ['contract-reference', 'string'],
  ['approved-on', 'datetime'],
  ['site-count', 'integer'],
  ['legacy-code', 'string'],
]

/** Names that companies give to lookups. */
const lookupNames = ['Sales Region', 'Cost Pool', 'Plant', 'Channel', 'Business Line', 'Risk Class', 'Program', 'Fund']

/** Names of the four lookups of an organization. */
export function lookupNamesOf(seed: number): readonly string[] {
  if (seed === usualSeed) return lookupNames.slice(0, 4)
  const start = mix(seed, hashText('lookups')) % lookupNames.length
  return Array.from({ length: 4 }, (_unused, place) => pick(start + place, lookupNames))
}

/** The custom fields that the organization of a seed begins with, by resource or type of lines. */
export function customFieldsOfSeed(seed: number): Readonly<Record<string, readonly CustomField[]>> {
  if (seed === usualSeed) {
    return {
      ...Object.fromEntries([
        ...documents.map((name) => [name, documentFields]),
        ...lines.map((name) => [name, lineFields]),
      ]),
      departments: userFields.slice(0, 1),
      users: userFields,
    }
  }
  return {
    ...Object.fromEntries(documents.map((resource) => [resource, documentFieldsOf(seed, resource)])),
    ...Object.fromEntries(lines.map((type) => [type, lineFields])),
    departments: userFields.slice(0, 1),
    users: userFields,
  }
}

/** Every company knows its records by the number of its ERP; everything else is its own. */
function documentFieldsOf(seed: number, resource: string): readonly CustomField[] {
  const salt = mix(seed, hashText(resource))
  const further = furtherFields.flatMap(([name, ...types]): readonly CustomField[] => {
    // The type and the namespace of a name are the same all over an organization.
    const ofName = mix(seed, hashText(name))
    if (!isChosen(mix(salt, hashText(name)), 0.5)) return []
    const isGlobal = isChosen(mix(ofName, 2), 0.1)
    return [
      {
        name,
        type: pick(mix(ofName, 1), types),
        isEditable: name !== 'legacy-code',
        ...(isGlobal ? { isGlobal } : {}),
      },
    ]
  })
  const [first = '', second = ''] = lookupNamesOf(seed)
  const ofLookups: readonly CustomField[] = [first, second].map((lookup, place) => ({
    name: lookup.toLowerCase().replaceAll(' ', '-'),
    type: 'object',
    target: 'lookup_values',
    lookup: place,
    isEditable: true,
  }))
  const owner: CustomField = { name: 'category-owner', type: 'object', target: 'users', isEditable: true }
  return [erpNumber, isStrategic, ...further, ...ofLookups, ...(isChosen(mix(salt, 3), 0.5) ? [owner] : [])]
}
