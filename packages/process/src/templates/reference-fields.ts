import type { SourceField } from '../definition/definition-schema.ts'
import { code, customFields, named, person, times } from './shared-fields.ts'

const address: readonly SourceField[] = [
  'id',
  'kind',
  'address-name',
  'location-code',
  'active',
  'street-address',
  'street-address2',
  'street-address3',
  'city',
  'state-region',
  'postal-code',
  { country: code },
]

/** Of a contact; no phone numbers. */
const contact: readonly SourceField[] = ['id', 'kind', 'name-given', 'name-family', 'email', 'active']

/** Without bank accounts and tax numbers, which are fields of the addresses and of the record. */
export const supplierInformationFields: readonly SourceField[] = [
  'id',
  'supplier-id',
  'name',
  'display-name',
  'status',
  'parent-company-name',
  'organization-type',
  'duns-number',
  'website',
  'industry',
  'supplier-region',
  'pay-group',
  'one-time-supplier',
  'po-method',
  'po-email',
  ...times,
  { 'payment-term': code },
  { 'preferred-currency': code },
  { 'country-of-operation': code },
  { 'default-commodity': named },
  customFields,
  { 'supplier-information-addresses': address },
  { 'supplier-information-contacts': contact },
]

export const supplierSiteFields: readonly SourceField[] = [
  'id',
  'supplier-information-id',
  'code',
  'name',
  'active',
  'buyer-hold',
  'po-method',
  'po-change-method',
  'po-email',
  ...times,
  { 'payment-term': code },
  { 'shipping-term': code },
  customFields,
  { addresses: address },
  { contacts: contact },
]

export const userFields: readonly SourceField[] = [
  'id',
  'login',
  'email',
  'firstname',
  'lastname',
  'employee-number',
  'active',
  ...times,
]

export const approvalFields: readonly SourceField[] = [
  'id',
  'approvable-id',
  'approvable-type',
  'approval-chain-id',
  'position',
  'parallel-group-name',
  'type',
  'status',
  'approval-date',
  'note',
  'approver-id',
  'approver-type',
  'delegate-id',
  ...times,
  { 'approved-by': person },
]

export const formResponseFields: readonly SourceField[] = [
  'id',
  'easy-form-id',
  'name',
  'status',
  'submitted-at',
  ...times,
  { 'requested-by': person },
  customFields,
  {
    'easy-form-widget-responses': [
      'id',
      'easy-form-widget-id',
      'field-name',
      'widget-label',
      'widget-type',
      'type',
      'answer',
    ],
  },
]

/** All fields of a custom object are custom. */
export const customObjectFields: readonly SourceField[] = ['id', ...times, customFields]

const segments: readonly SourceField[] = Array.from({ length: 20 }, (_, place) => `segment-${place + 1}`)

export const budgetLineFields: readonly SourceField[] = [
  'id',
  'description',
  'amount',
  'remaining',
  'pending-requisitions-amount',
  'notes',
  ...segments,
  ...times,
  { currency: code },
  { period: ['id', 'name', 'start-date', 'end-date'] },
  { owner: person },
  customFields,
]

export const integrationErrorFields: readonly SourceField[] = [
  'id',
  'document-type',
  'document-id',
  'document-revision',
  'document-status',
  'status',
  'resolved',
  'contact-alert-type',
  'integration-run-id',
  'external-id',
  ...times,
  { integration: ['id', 'name', 'code'] },
  { responses: ['id', 'response-code', 'response-message', 'created-at'] },
]
