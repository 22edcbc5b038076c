// Generated from packages/catalog/data/catalog.ndjson by: npm run generate. Do not edit.
import type {
  DateOnly,
  DateTime,
  Decimal,
  DecimalInput,
  Embedded,
  EmptyInput,
  OpenCustomFields,
  OpenValue,
  UnknownObject,
} from '../shapes/record-types.ts'

/** An account as Coupa returns it. */
export interface Account<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-type-id'?: number | null
  active?: boolean | null
  code?: string | null
  name?: string | null
  'segment-1'?: string | null
  'segment-10'?: string | null
  'segment-11'?: string | null
  'segment-12'?: string | null
  'segment-13'?: string | null
  'segment-14'?: string | null
  'segment-15'?: string | null
  'segment-16'?: string | null
  'segment-17'?: string | null
  'segment-18'?: string | null
  'segment-19'?: string | null
  'segment-2'?: string | null
  'segment-20'?: string | null
  'segment-3'?: string | null
  'segment-4'?: string | null
  'segment-5'?: string | null
  'segment-6'?: string | null
  'segment-7'?: string | null
  'segment-8'?: string | null
  'segment-9'?: string | null
  'custom-fields'?: CustomFields
  'account-type'?: Embedded<AccountType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an account. */
export interface AccountInput<CustomFields = OpenCustomFields> {
  'account-type-id'?: number | null
  active?: boolean | null
  name?: string | null
  /** At most 100 characters. */
  'segment-1'?: string | null
  /** At most 100 characters. */
  'segment-10'?: string | null
  /** At most 100 characters. */
  'segment-11'?: string | null
  /** At most 100 characters. */
  'segment-12'?: string | null
  /** At most 100 characters. */
  'segment-13'?: string | null
  /** At most 100 characters. */
  'segment-14'?: string | null
  /** At most 100 characters. */
  'segment-15'?: string | null
  /** At most 100 characters. */
  'segment-16'?: string | null
  /** At most 100 characters. */
  'segment-17'?: string | null
  /** At most 100 characters. */
  'segment-18'?: string | null
  /** At most 100 characters. */
  'segment-19'?: string | null
  /** At most 100 characters. */
  'segment-2'?: string | null
  /** At most 100 characters. */
  'segment-20'?: string | null
  /** At most 100 characters. */
  'segment-3'?: string | null
  /** At most 100 characters. */
  'segment-4'?: string | null
  /** At most 100 characters. */
  'segment-5'?: string | null
  /** At most 100 characters. */
  'segment-6'?: string | null
  /** At most 100 characters. */
  'segment-7'?: string | null
  /** At most 100 characters. */
  'segment-8'?: string | null
  /** At most 100 characters. */
  'segment-9'?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  'account-type'?: AccountTypeEmbeddedInput | null
}

/** An account inside another record to write: a reference by id, code, account-type, or values. */
export interface AccountEmbeddedInput<CustomFields = OpenCustomFields> extends AccountInput<CustomFields> {
  id?: number | null
  code?: string | null
}

/** An account category as Coupa returns it. */
export interface AccountCategory {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'category-type'?: OpenValue<'ap' | 'ar' | 'charges' | 'deposit_account' | 'dividend' | 'escrow' | 'factoring' | 'guarantee' | 'hr' | 'letter_of_credit' | 'lockbox' | 'on_behalf' | 'petty_cash' | 'settlement' | 'special_purpose' | 'standard' | 'taxes' | 'trapped_cash' | 'other'> | null
  description?: string | null
  name?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an account category can be written. */
export type AccountCategoryInput = EmptyInput

/** An account category inside another record to write: a reference by id, or values. */
export interface AccountCategoryEmbeddedInput {
  id?: number | null
}

/** An account group as Coupa returns it. */
export interface AccountGroup<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-group-type'?: number | null
  name?: string | null
  'segment-1-col'?: string | null
  'segment-1-op'?: string | null
  'segment-1-val'?: string | null
  'segment-10-col'?: string | null
  'segment-10-op'?: string | null
  'segment-10-val'?: string | null
  'segment-11-col'?: string | null
  'segment-11-op'?: string | null
  'segment-11-val'?: string | null
  'segment-12-col'?: string | null
  'segment-12-op'?: string | null
  'segment-12-val'?: string | null
  'segment-13-col'?: string | null
  'segment-13-op'?: string | null
  'segment-13-val'?: string | null
  'segment-14-col'?: string | null
  'segment-14-op'?: string | null
  'segment-14-val'?: string | null
  'segment-15-col'?: string | null
  'segment-15-op'?: string | null
  'segment-15-val'?: string | null
  'segment-16-col'?: string | null
  'segment-16-op'?: string | null
  'segment-16-val'?: string | null
  'segment-17-col'?: string | null
  'segment-17-op'?: string | null
  'segment-17-val'?: string | null
  'segment-18-col'?: string | null
  'segment-18-op'?: string | null
  'segment-18-val'?: string | null
  'segment-19-col'?: string | null
  'segment-19-op'?: string | null
  'segment-19-val'?: string | null
  'segment-2-col'?: string | null
  'segment-2-op'?: string | null
  'segment-2-val'?: string | null
  'segment-20-col'?: string | null
  'segment-20-op'?: string | null
  'segment-20-val'?: string | null
  'segment-3-col'?: string | null
  'segment-3-op'?: string | null
  'segment-3-val'?: string | null
  'segment-4-col'?: string | null
  'segment-4-op'?: string | null
  'segment-4-val'?: string | null
  'segment-5-col'?: string | null
  'segment-5-op'?: string | null
  'segment-5-val'?: string | null
  'segment-6-col'?: string | null
  'segment-6-op'?: string | null
  'segment-6-val'?: string | null
  'segment-7-col'?: string | null
  'segment-7-op'?: string | null
  'segment-7-val'?: string | null
  'segment-8-col'?: string | null
  'segment-8-op'?: string | null
  'segment-8-val'?: string | null
  'segment-9-col'?: string | null
  'segment-9-op'?: string | null
  'segment-9-val'?: string | null
  'custom-fields'?: CustomFields
  'account-type'?: Embedded<AccountType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an account group. */
export interface AccountGroupInput<CustomFields = OpenCustomFields> {
  /** Required on create. */
  'account-group-type'?: number | null
  /** Required on create. Unique. At most 80 characters. */
  name?: string | null
  /** At most 255 characters. */
  'segment-1-col'?: string | null
  /** At most 255 characters. */
  'segment-1-op'?: string | null
  /** At most 255 characters. */
  'segment-1-val'?: string | null
  /** At most 255 characters. */
  'segment-10-col'?: string | null
  /** At most 255 characters. */
  'segment-10-op'?: string | null
  /** At most 255 characters. */
  'segment-10-val'?: string | null
  /** At most 255 characters. */
  'segment-11-col'?: string | null
  /** At most 255 characters. */
  'segment-11-op'?: string | null
  /** At most 255 characters. */
  'segment-11-val'?: string | null
  /** At most 255 characters. */
  'segment-12-col'?: string | null
  /** At most 255 characters. */
  'segment-12-op'?: string | null
  /** At most 255 characters. */
  'segment-12-val'?: string | null
  /** At most 255 characters. */
  'segment-13-col'?: string | null
  /** At most 255 characters. */
  'segment-13-op'?: string | null
  /** At most 255 characters. */
  'segment-13-val'?: string | null
  /** At most 255 characters. */
  'segment-14-col'?: string | null
  /** At most 255 characters. */
  'segment-14-op'?: string | null
  /** At most 255 characters. */
  'segment-14-val'?: string | null
  /** At most 255 characters. */
  'segment-15-col'?: string | null
  /** At most 255 characters. */
  'segment-15-op'?: string | null
  /** At most 255 characters. */
  'segment-15-val'?: string | null
  /** At most 255 characters. */
  'segment-16-col'?: string | null
  /** At most 255 characters. */
  'segment-16-op'?: string | null
  /** At most 255 characters. */
  'segment-16-val'?: string | null
  /** At most 255 characters. */
  'segment-17-col'?: string | null
  /** At most 255 characters. */
  'segment-17-op'?: string | null
  /** At most 255 characters. */
  'segment-17-val'?: string | null
  /** At most 255 characters. */
  'segment-18-col'?: string | null
  /** At most 255 characters. */
  'segment-18-op'?: string | null
  /** At most 255 characters. */
  'segment-18-val'?: string | null
  /** At most 255 characters. */
  'segment-19-col'?: string | null
  /** At most 255 characters. */
  'segment-19-op'?: string | null
  /** At most 255 characters. */
  'segment-19-val'?: string | null
  /** At most 255 characters. */
  'segment-2-col'?: string | null
  /** At most 255 characters. */
  'segment-2-op'?: string | null
  /** At most 255 characters. */
  'segment-2-val'?: string | null
  /** At most 255 characters. */
  'segment-20-col'?: string | null
  /** At most 255 characters. */
  'segment-20-op'?: string | null
  /** At most 255 characters. */
  'segment-20-val'?: string | null
  /** At most 255 characters. */
  'segment-3-col'?: string | null
  /** At most 255 characters. */
  'segment-3-op'?: string | null
  /** At most 255 characters. */
  'segment-3-val'?: string | null
  /** At most 255 characters. */
  'segment-4-col'?: string | null
  /** At most 255 characters. */
  'segment-4-op'?: string | null
  /** At most 255 characters. */
  'segment-4-val'?: string | null
  /** At most 255 characters. */
  'segment-5-col'?: string | null
  /** At most 255 characters. */
  'segment-5-op'?: string | null
  /** At most 255 characters. */
  'segment-5-val'?: string | null
  /** At most 255 characters. */
  'segment-6-col'?: string | null
  /** At most 255 characters. */
  'segment-6-op'?: string | null
  /** At most 255 characters. */
  'segment-6-val'?: string | null
  /** At most 255 characters. */
  'segment-7-col'?: string | null
  /** At most 255 characters. */
  'segment-7-op'?: string | null
  /** At most 255 characters. */
  'segment-7-val'?: string | null
  /** At most 255 characters. */
  'segment-8-col'?: string | null
  /** At most 255 characters. */
  'segment-8-op'?: string | null
  /** At most 255 characters. */
  'segment-8-val'?: string | null
  /** At most 255 characters. */
  'segment-9-col'?: string | null
  /** At most 255 characters. */
  'segment-9-op'?: string | null
  /** At most 255 characters. */
  'segment-9-val'?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  'account-type'?: AccountTypeEmbeddedInput | null
}

/** An account group inside another record to write: a reference by id, name, or values. */
export interface AccountGroupEmbeddedInput<CustomFields = OpenCustomFields> extends AccountGroupInput<CustomFields> {
  id?: number | null
}

/** An account type as Coupa returns it. */
export interface AccountType<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'dynamic-flag'?: boolean | null
  'legal-entity-name'?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  currency?: Embedded<Currency> | null
  'primary-address'?: Embedded<Address> | null
  'primary-contact'?: Embedded<Contact> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an account type. */
export interface AccountTypeInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. Unique. At most 50 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  'primary-address'?: AddressEmbeddedInput | null
  'primary-contact'?: ContactEmbeddedInput | null
}

/** An account type inside another record to write: a reference by id, name, or values. */
export interface AccountTypeEmbeddedInput<CustomFields = OpenCustomFields> extends AccountTypeInput<CustomFields> {
  id?: number | null
}

/** An account validation rule as Coupa returns it. */
export interface AccountValidationRule<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  'error-message'?: string | null
  name?: string | null
  'segment-1-condition'?: string | null
  'segment-1-max'?: string | null
  'segment-1-min'?: string | null
  'segment-10-condition'?: string | null
  'segment-10-max'?: string | null
  'segment-10-min'?: string | null
  'segment-11-condition'?: string | null
  'segment-11-max'?: string | null
  'segment-11-min'?: string | null
  'segment-12-condition'?: string | null
  'segment-12-max'?: string | null
  'segment-12-min'?: string | null
  'segment-13-condition'?: string | null
  'segment-13-max'?: string | null
  'segment-13-min'?: string | null
  'segment-14-condition'?: string | null
  'segment-14-max'?: string | null
  'segment-14-min'?: string | null
  'segment-15-condition'?: string | null
  'segment-15-max'?: string | null
  'segment-15-min'?: string | null
  'segment-16-condition'?: string | null
  'segment-16-max'?: string | null
  'segment-16-min'?: string | null
  'segment-17-condition'?: string | null
  'segment-17-max'?: string | null
  'segment-17-min'?: string | null
  'segment-18-condition'?: string | null
  'segment-18-max'?: string | null
  'segment-18-min'?: string | null
  'segment-19-condition'?: string | null
  'segment-19-max'?: string | null
  'segment-19-min'?: string | null
  'segment-2-condition'?: string | null
  'segment-2-max'?: string | null
  'segment-2-min'?: string | null
  'segment-20-condition'?: string | null
  'segment-20-max'?: string | null
  'segment-20-min'?: string | null
  'segment-3-condition'?: string | null
  'segment-3-max'?: string | null
  'segment-3-min'?: string | null
  'segment-4-condition'?: string | null
  'segment-4-max'?: string | null
  'segment-4-min'?: string | null
  'segment-5-condition'?: string | null
  'segment-5-max'?: string | null
  'segment-5-min'?: string | null
  'segment-6-condition'?: string | null
  'segment-6-max'?: string | null
  'segment-6-min'?: string | null
  'segment-7-condition'?: string | null
  'segment-7-max'?: string | null
  'segment-7-min'?: string | null
  'segment-8-condition'?: string | null
  'segment-8-max'?: string | null
  'segment-8-min'?: string | null
  'segment-9-condition'?: string | null
  'segment-9-max'?: string | null
  'segment-9-min'?: string | null
  'custom-fields'?: CustomFields
  'account-type'?: Embedded<AccountType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an account validation rule. */
export interface AccountValidationRuleInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. At most 255 characters. */
  description?: string | null
  /** Required on create. At most 255 characters. */
  'error-message'?: string | null
  /** Required on create. Unique. At most 100 characters. */
  name?: string | null
  'segment-1-condition'?: string | null
  /** At most 255 characters. */
  'segment-1-max'?: string | null
  /** At most 255 characters. */
  'segment-1-min'?: string | null
  'segment-10-condition'?: string | null
  /** At most 255 characters. */
  'segment-10-max'?: string | null
  /** At most 255 characters. */
  'segment-10-min'?: string | null
  'segment-11-condition'?: string | null
  /** At most 255 characters. */
  'segment-11-max'?: string | null
  /** At most 255 characters. */
  'segment-11-min'?: string | null
  'segment-12-condition'?: string | null
  /** At most 255 characters. */
  'segment-12-max'?: string | null
  /** At most 255 characters. */
  'segment-12-min'?: string | null
  'segment-13-condition'?: string | null
  /** At most 255 characters. */
  'segment-13-max'?: string | null
  /** At most 255 characters. */
  'segment-13-min'?: string | null
  'segment-14-condition'?: string | null
  /** At most 255 characters. */
  'segment-14-max'?: string | null
  /** At most 255 characters. */
  'segment-14-min'?: string | null
  'segment-15-condition'?: string | null
  /** At most 255 characters. */
  'segment-15-max'?: string | null
  /** At most 255 characters. */
  'segment-15-min'?: string | null
  'segment-16-condition'?: string | null
  /** At most 255 characters. */
  'segment-16-max'?: string | null
  /** At most 255 characters. */
  'segment-16-min'?: string | null
  'segment-17-condition'?: string | null
  /** At most 255 characters. */
  'segment-17-max'?: string | null
  /** At most 255 characters. */
  'segment-17-min'?: string | null
  'segment-18-condition'?: string | null
  /** At most 255 characters. */
  'segment-18-max'?: string | null
  /** At most 255 characters. */
  'segment-18-min'?: string | null
  'segment-19-condition'?: string | null
  /** At most 255 characters. */
  'segment-19-max'?: string | null
  /** At most 255 characters. */
  'segment-19-min'?: string | null
  'segment-2-condition'?: string | null
  /** At most 255 characters. */
  'segment-2-max'?: string | null
  /** At most 255 characters. */
  'segment-2-min'?: string | null
  'segment-20-condition'?: string | null
  /** At most 255 characters. */
  'segment-20-max'?: string | null
  /** At most 255 characters. */
  'segment-20-min'?: string | null
  'segment-3-condition'?: string | null
  /** At most 255 characters. */
  'segment-3-max'?: string | null
  /** At most 255 characters. */
  'segment-3-min'?: string | null
  'segment-4-condition'?: string | null
  /** At most 255 characters. */
  'segment-4-max'?: string | null
  /** At most 255 characters. */
  'segment-4-min'?: string | null
  'segment-5-condition'?: string | null
  /** At most 255 characters. */
  'segment-5-max'?: string | null
  /** At most 255 characters. */
  'segment-5-min'?: string | null
  'segment-6-condition'?: string | null
  /** At most 255 characters. */
  'segment-6-max'?: string | null
  /** At most 255 characters. */
  'segment-6-min'?: string | null
  'segment-7-condition'?: string | null
  /** At most 255 characters. */
  'segment-7-max'?: string | null
  /** At most 255 characters. */
  'segment-7-min'?: string | null
  'segment-8-condition'?: string | null
  /** At most 255 characters. */
  'segment-8-max'?: string | null
  /** At most 255 characters. */
  'segment-8-min'?: string | null
  'segment-9-condition'?: string | null
  /** At most 255 characters. */
  'segment-9-max'?: string | null
  /** At most 255 characters. */
  'segment-9-min'?: string | null
  'custom-fields'?: CustomFields
  'account-type'?: AccountTypeEmbeddedInput | null
}

/** An account validation rule inside another record to write: a reference by id, name, or values. */
export interface AccountValidationRuleEmbeddedInput<CustomFields = OpenCustomFields> extends AccountValidationRuleInput<CustomFields> {
  id?: number | null
}

/** An address as Coupa returns it. */
export interface Address<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  attention?: string | null
  'business-group-name'?: string | null
  city?: string | null
  'local-tax-number'?: string | null
  'location-code'?: string | null
  name?: string | null
  'postal-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  type?: string | null
  'vat-number'?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  country?: Embedded<Country> | null
  purposes?: Embedded<Purpose>[]
  'tax-registrations'?: Embedded<TaxRegistration>[]
  'vat-country'?: Embedded<Country> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an address. */
export interface AddressInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** At most 255 characters. */
  attention?: string | null
  /** At most 255 characters. */
  'business-group-name'?: string | null
  /** Required on create. At most 255 characters. */
  city?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  /** Required on create. At most 255 characters. */
  'local-tax-number'?: string | null
  /** Unique. At most 255 characters. */
  'location-code'?: string | null
  /** At most 255 characters. */
  name?: string | null
  /** Required on create. At most 255 characters. */
  'postal-code'?: string | null
  /** At most 255 characters. */
  state?: string | null
  /** At most 255 characters. */
  'state-iso-code'?: string | null
  /** Required on create. At most 255 characters. */
  street1?: string | null
  /** At most 255 characters. */
  street2?: string | null
  /** At most 255 characters. */
  street3?: string | null
  /** At most 255 characters. */
  street4?: string | null
  /** At most 255 characters. */
  'vat-number'?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  purposes?: readonly PurposeEmbeddedInput[] | null
  'vat-country'?: CountryEmbeddedInput | null
}

/** An address inside another record to write: a reference by id, location-code, name, or values. */
export interface AddressEmbeddedInput<CustomFields = OpenCustomFields> extends AddressInput<CustomFields> {
  id?: number | null
}

/** An adjustment code as Coupa returns it. */
export interface AdjustmentCode {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  code?: string | null
  name?: string | null
  type?: string | null
}

/** Nothing of an adjustment code can be written. */
export type AdjustmentCodeInput = EmptyInput

/** An adjustment code inside another record to write: a reference by id, code, or values. */
export interface AdjustmentCodeEmbeddedInput {
  id?: number | null
  code?: string | null
}

/** An alternate as Coupa returns it. */
export interface Alternate {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  'image-url'?: string | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  'minimum-order-quantity'?: Decimal | null
  'order-increment'?: Decimal | null
  quantity?: Decimal | null
  'realtime-item-key'?: string | null
  'requisition-line-id'?: number | null
  'source-part-num'?: string | null
  summary?: string | null
  total?: Decimal | null
  'type-flag'?: string | null
  'unit-price'?: Decimal | null
  'unspsc-code'?: string | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  'punchout-site'?: Embedded<PunchoutSite> | null
  supplier?: Embedded<Supplier> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an alternate. */
export interface AlternateInput {
  /** At most 255 characters. */
  description?: string | null
  /** At most 255 characters. */
  'image-url'?: string | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  'minimum-order-quantity'?: DecimalInput | null
  'order-increment'?: DecimalInput | null
  quantity?: DecimalInput | null
  /** At most 255 characters. */
  'realtime-item-key'?: string | null
  'requisition-line-id'?: number | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  /** At most 255 characters. */
  summary?: string | null
  total?: DecimalInput | null
  /** At most 255 characters. */
  'type-flag'?: string | null
  'unit-price'?: DecimalInput | null
  /** At most 255 characters. */
  'unspsc-code'?: string | null
  contract?: ContractEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'punchout-site'?: PunchoutSiteEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An alternate inside another record to write: a reference by id, or values. */
export interface AlternateEmbeddedInput extends AlternateInput {
  id?: number | null
}

/** An amount component as Coupa returns it. */
export interface AmountComponent {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'amount-type'?: OpenValue<'supplier_net_paid' | 'supplier_net_received' | 'supplier_fees' | 'msp_net_paid' | 'msp_net_received' | 'msp_fees' | 'vms_net_paid' | 'vms_net_received' | 'vms_fees'> | null
  'source-id'?: number | null
  'source-type'?: string | null
  currency?: Embedded<Currency> | null
}

/** What can be written of an amount component. */
export interface AmountComponentInput {
  /** Required on create. */
  amount?: DecimalInput | null
  /** Required on create. Unique. At most 255 characters. */
  'amount-type'?: OpenValue<'supplier_net_paid' | 'supplier_net_received' | 'supplier_fees' | 'msp_net_paid' | 'msp_net_received' | 'msp_fees' | 'vms_net_paid' | 'vms_net_received' | 'vms_fees'> | null
  'source-id'?: number | null
  /** At most 255 characters. */
  'source-type'?: string | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
}

/** An amount component inside another record to write: a reference by id, or values. */
export interface AmountComponentEmbeddedInput extends AmountComponentInput {
  id?: number | null
}

/** An announcement as Coupa returns it. */
export interface Announcement<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'announceable-id'?: number | null
  'announceable-type'?: string | null
  important?: boolean | null
  message?: string | null
  new?: boolean | null
  'short-description'?: string | null
  'start-at'?: DateTime | null
  subject?: string | null
  summary?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an announcement. */
export interface AnnouncementInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** An announcement inside another record to write: a reference by id, or values. */
export interface AnnouncementEmbeddedInput<CustomFields = OpenCustomFields> extends AnnouncementInput<CustomFields> {
  id?: number | null
}

/** An approval as Coupa returns it. */
export interface Approval<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'approvable-id'?: number | null
  'approvable-type'?: string | null
  'approval-chain-id'?: number | null
  'approval-date'?: DateTime | null
  'approver-id'?: number | null
  'approver-type'?: string | null
  'delegate-id'?: number | null
  holdable?: boolean | null
  note?: string | null
  'parallel-group-name'?: string | null
  position?: number | null
  status?: string | null
  type?: string | null
  'custom-fields'?: CustomFields
  'approved-by'?: Embedded<User> | null
  approver?: Embedded<User> | Embedded<ApprovalGroup> | null
  delegate?: Embedded<User> | Embedded<ApprovalGroup> | null
  delegates?: unknown[]
  reasons?: Embedded<ApprovalReason>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an approval. */
export interface ApprovalInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** An approval inside another record to write: a reference by id, or values. */
export interface ApprovalEmbeddedInput<CustomFields = OpenCustomFields> extends ApprovalInput<CustomFields> {
  id?: number | null
}

/** An approval group as Coupa returns it. Known from Swagger only (up to R39). */
export interface ApprovalGroup {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  name?: string | null
  owner?: Embedded<User> | null
  users?: Embedded<User>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an approval group. */
export interface ApprovalGroupInput {
  active?: boolean | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  owner?: UserEmbeddedInput | null
  users?: readonly UserEmbeddedInput[] | null
}

/** An approval group inside another record to write: a reference by id, or values. */
export interface ApprovalGroupEmbeddedInput extends ApprovalGroupInput {
  id?: number | null
}

/** An approval limit as Coupa returns it. Known from Swagger only (up to R39). */
export interface ApprovalLimit {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  name?: string | null
  subject?: string | null
  currency?: Embedded<Currency> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an approval limit. */
export interface ApprovalLimitInput {
  /** Required on create. */
  amount?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  subject?: string | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
}

/** An approval limit inside another record to write: a reference by id, or values. */
export interface ApprovalLimitEmbeddedInput extends ApprovalLimitInput {
  id?: number | null
}

/** An approval reason as Coupa returns it. Known from Swagger only (up to R39). */
export interface ApprovalReason {
}

/** Nothing of an approval reason can be written. */
export type ApprovalReasonInput = EmptyInput

/** Nothing of an approval reason can be written. */
export type ApprovalReasonEmbeddedInput = EmptyInput

/** An asn header as Coupa returns it. */
export interface AsnHeader<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'asn-number'?: string | null
  'delivery-date'?: DateTime | null
  'export-flag'?: boolean | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'ship-date'?: DateTime | null
  status?: string | null
  'custom-fields'?: CustomFields
  lines?: Embedded<AsnLine>[]
  'ship-to-address'?: Embedded<Address> | null
  'ship-to-user'?: Embedded<User> | null
  'ship-to-warehouse'?: Embedded<Warehouse> | null
  supplier?: Embedded<Supplier> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an asn header. */
export interface AsnHeaderInput<CustomFields = OpenCustomFields> {
  /** Required on create. Unique. At most 40 characters. */
  'asn-number'?: string | null
  /** At most 255 characters. */
  'bill-of-lading'?: string | null
  /** At most 255 characters. */
  carrier?: OpenValue<'fedex' | 'usps' | 'ups' | 'dhl' | 'ontrac' | 'asendia' | 'apc' | 'firstmile' | 'newgistics' | 'globegistics' | 'rr_donnelley' | 'purolator_ca'> | null
  /** At most 255 characters. */
  container?: string | null
  'delivery-date'?: DateTime | null
  'export-flag'?: boolean | null
  'gross-weight'?: DecimalInput | null
  /** At most 255 characters. */
  'packing-slip'?: string | null
  /** Required on create. */
  'ship-date'?: DateTime | null
  /** At most 255 characters. */
  'ship-method'?: string | null
  /** At most 255 characters. */
  'ship-note'?: string | null
  /** At most 255 characters. */
  'standard-carrier-alpha-code'?: string | null
  /** At most 255 characters. */
  'tracking-number'?: string | null
  /** At most 255 characters. */
  trailer?: string | null
  /** At most 255 characters. */
  uom?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  lines?: readonly AsnLineEmbeddedInput[] | null
  /** Required on create. */
  'ship-to-address'?: AddressEmbeddedInput | null
  'ship-to-user'?: UserEmbeddedInput | null
  'ship-to-warehouse'?: WarehouseEmbeddedInput | null
  /** Required on create. */
  supplier?: SupplierEmbeddedInput | null
}

/** An asn header inside another record to write: a reference by id, asn-number, or values. */
export interface AsnHeaderEmbeddedInput<CustomFields = OpenCustomFields> extends AsnHeaderInput<CustomFields> {
  id?: number | null
}

/** An asn line as Coupa returns it. */
export interface AsnLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  comments?: string | null
  container?: string | null
  description?: string | null
  'line-num'?: string | null
  'match-reference'?: string | null
  quantity?: Decimal | null
  'received-qty'?: Decimal | null
  'review-reason'?: string | null
  'soft-close-for-receiving'?: boolean | null
  status?: OpenValue<'draft' | 'pending_receipt' | 'partially_received' | 'received' | 'error' | 'cancelled'> | null
  'supplier-aux-part-num'?: string | null
  'supplier-part-num'?: string | null
  'custom-fields'?: CustomFields
  'invoice-line'?: Embedded<InvoiceLine> | null
  item?: Embedded<Item> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an asn line. */
export interface AsnLineInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  comments?: string | null
  /** At most 255 characters. */
  container?: string | null
  /** Required on create. Unique. At most 255 characters. */
  'line-num'?: string | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** Required on create. */
  quantity?: DecimalInput | null
  'soft-close-for-receiving'?: boolean | null
  /** At most 255 characters. */
  status?: OpenValue<'draft' | 'pending_receipt' | 'partially_received' | 'received' | 'error' | 'cancelled'> | null
  /** At most 255 characters. */
  'supplier-aux-part-num'?: string | null
  /** At most 255 characters. */
  'supplier-part-num'?: string | null
  'custom-fields'?: CustomFields
  'invoice-line'?: InvoiceLineEmbeddedInput | null
  item?: ItemEmbeddedInput | null
  'order-line'?: PurchaseOrderLineEmbeddedInput | null
}

/** An asn line inside another record to write: a reference by id, or values. */
export interface AsnLineEmbeddedInput<CustomFields = OpenCustomFields> extends AsnLineInput<CustomFields> {
  id?: number | null
}

/** An asset tag as Coupa returns it. */
export interface AssetTag<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'inventory-balance-id'?: number | null
  note?: string | null
  'order-line-id'?: number | null
  owner?: string | null
  received?: boolean | null
  'requisition-line-id'?: number | null
  'serial-number'?: string | null
  tag?: string | null
  'custom-fields'?: CustomFields
  'inventory-balance'?: Embedded<InventoryBalance> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an asset tag. */
export interface AssetTagInput<CustomFields = OpenCustomFields> {
  'inventory-balance-id'?: number | null
  note?: string | null
  'order-line-id'?: number | null
  /** At most 255 characters. */
  owner?: string | null
  received?: boolean | null
  'requisition-line-id'?: number | null
  /** At most 255 characters. */
  'serial-number'?: string | null
  /** Unique. At most 255 characters. */
  tag?: string | null
  'custom-fields'?: CustomFields
  'inventory-balance'?: InventoryBalanceEmbeddedInput | null
}

/** An asset tag inside another record to write: a reference by id, tag, or values. */
export interface AssetTagEmbeddedInput<CustomFields = OpenCustomFields> extends AssetTagInput<CustomFields> {
  id?: number | null
}

/** An attachment as Coupa returns it. */
export interface Attachment {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  file?: string | null
  'file-content-type'?: string | null
  'file-file-name'?: string | null
  'file-file-size'?: string | null
  'file-url'?: string | null
  intent?: OpenValue<'Internal' | 'Supplier'> | null
  type?: OpenValue<'file' | 'text' | 'url'> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an attachment. */
export interface AttachmentInput {
  'file-url'?: string | null
  /** At most 40 characters. */
  intent?: OpenValue<'Internal' | 'Supplier'> | null
  /** At most 255 characters. */
  'linked-to'?: string | null
  text?: string | null
  /** Required on create. At most 255 characters. */
  type?: OpenValue<'file' | 'text' | 'url'> | null
  /** At most 255 characters. */
  url?: string | null
}

/** An attachment inside another record to write: a reference by id, or values. */
export interface AttachmentEmbeddedInput extends AttachmentInput {
  id?: number | null
}

/** An attachment file as Coupa returns it. */
export interface AttachmentFile {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  file?: string | null
  'file-file-size'?: string | null
  'file-url'?: string | null
  intent?: string | null
  type?: string | null
}

/** What can be written of an attachment file. */
export interface AttachmentFileInput {
  'file-url'?: string | null
  /** At most 40 characters. */
  intent?: string | null
  /** At most 255 characters. */
  'linked-to'?: string | null
  text?: string | null
  /** At most 255 characters. */
  type?: string | null
  /** At most 255 characters. */
  url?: string | null
}

/** An attachment file inside another record to write: a reference by id, or values. */
export interface AttachmentFileEmbeddedInput extends AttachmentFileInput {
  id?: number | null
}

/** An audit status as Coupa returns it. Known from Swagger only (up to R39). */
export interface AuditStatus {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  name?: OpenValue<'Verified Receipt Online' | 'Verified Unattached Receipt' | 'Waiting for Receipt' | 'No Receipt Required' | 'Approved Without Receipt'> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an audit status. */
export interface AuditStatusInput {
  /** Required on create. At most 255 characters. */
  name?: OpenValue<'Verified Receipt Online' | 'Verified Unattached Receipt' | 'Waiting for Receipt' | 'No Receipt Required' | 'Approved Without Receipt'> | null
}

/** An audit status inside another record to write: a reference by id, or values. */
export interface AuditStatusEmbeddedInput extends AuditStatusInput {
  id?: number | null
}

/** An average approval time as Coupa returns it. Known from its endpoint only. */
export interface AverageApprovalTime {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an average approval time can be written. */
export type AverageApprovalTimeInput = EmptyInput

/** An average approval time inside another record to write: a reference by id, or values. */
export interface AverageApprovalTimeEmbeddedInput {
  id?: number | null
}

/** A bill to address as Coupa returns it. Known from Swagger only (up to R39). */
export interface BillToAddress {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  attention?: string | null
  'business-group-name'?: string | null
  city?: string | null
  'external-src-name'?: string | null
  'external-src-ref'?: string | null
  'local-tax-number'?: string | null
  'location-code'?: string | null
  name?: string | null
  'postal-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  type?: string | null
  'vat-number'?: string | null
  'content-groups'?: Embedded<BusinessGroup>[]
  country?: Embedded<Country> | null
  purposes?: Embedded<Purpose>[]
  'tax-registrations'?: Embedded<Address>[]
  'vat-country'?: Embedded<Country> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a bill to address. */
export interface BillToAddressInput {
  active?: boolean | null
  /** At most 255 characters. */
  attention?: string | null
  'business-group-name'?: string | null
  /** Required on create. At most 255 characters. */
  city?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  /** Required on create. At most 255 characters. */
  'local-tax-number'?: string | null
  /** At most 255 characters. */
  'location-code'?: string | null
  /** At most 255 characters. */
  name?: string | null
  /** Required on create. At most 10 characters. */
  'postal-code'?: string | null
  /** At most 255 characters. */
  state?: string | null
  /** At most 255 characters. */
  'state-iso-code'?: string | null
  /** Required on create. At most 255 characters. */
  street1?: string | null
  /** At most 255 characters. */
  street2?: string | null
  /** At most 255 characters. */
  street3?: string | null
  /** At most 255 characters. */
  street4?: string | null
  /** At most 255 characters. */
  'vat-number'?: string | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  purposes?: readonly PurposeEmbeddedInput[] | null
  'tax-registrations'?: readonly AddressEmbeddedInput[] | null
  'vat-country'?: CountryEmbeddedInput | null
}

/** A bill to address inside another record to write: a reference by id, or values. */
export interface BillToAddressEmbeddedInput extends BillToAddressInput {
  id?: number | null
}

/** A budget line as Coupa returns it. */
export interface BudgetLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  description?: string | null
  'error-on-overrun'?: boolean | null
  notes?: string | null
  'overrun-calculation'?: number | null
  'owner-is-approver'?: number | null
  'pending-requisitions-amount'?: Decimal | null
  remaining?: Decimal | null
  'segment-1'?: string | null
  'segment-10'?: string | null
  'segment-11'?: string | null
  'segment-12'?: string | null
  'segment-13'?: string | null
  'segment-14'?: string | null
  'segment-15'?: string | null
  'segment-16'?: string | null
  'segment-17'?: string | null
  'segment-18'?: string | null
  'segment-19'?: string | null
  'segment-2'?: string | null
  'segment-20'?: string | null
  'segment-3'?: string | null
  'segment-4'?: string | null
  'segment-5'?: string | null
  'segment-6'?: string | null
  'segment-7'?: string | null
  'segment-8'?: string | null
  'segment-9'?: string | null
  'custom-fields'?: CustomFields
  currency?: Embedded<Currency> | null
  owner?: Embedded<User> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a budget line. */
export interface BudgetLineInput<CustomFields = OpenCustomFields> {
  amount?: DecimalInput | null
  description?: string | null
  'error-on-overrun'?: boolean | null
  notes?: string | null
  'overrun-calculation'?: number | null
  'owner-is-approver'?: number | null
  'remaining-budget'?: DecimalInput | null
  'segment-1'?: string | null
  'segment-10'?: string | null
  'segment-11'?: string | null
  'segment-12'?: string | null
  'segment-13'?: string | null
  'segment-14'?: string | null
  'segment-15'?: string | null
  'segment-16'?: string | null
  'segment-17'?: string | null
  'segment-18'?: string | null
  'segment-19'?: string | null
  'segment-2'?: string | null
  'segment-20'?: string | null
  'segment-3'?: string | null
  'segment-4'?: string | null
  'segment-5'?: string | null
  'segment-6'?: string | null
  'segment-7'?: string | null
  'segment-8'?: string | null
  'segment-9'?: string | null
  'set-amount-from-xml'?: unknown
  'custom-fields'?: CustomFields
  currency?: CurrencyEmbeddedInput | null
  owner?: UserEmbeddedInput | null
  /** Required on create. */
  period?: BudgetPeriodEmbeddedInput | null
}

/** A budget line inside another record to write: a reference by id, or values. */
export interface BudgetLineEmbeddedInput<CustomFields = OpenCustomFields> extends BudgetLineInput<CustomFields> {
  id?: number | null
}

/** A budget line adjustment as Coupa returns it. */
export interface BudgetLineAdjustment<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  amount?: Decimal | null
  'budget-remaining'?: Decimal | null
  description?: string | null
  price?: Decimal | null
  quantity?: Decimal | null
  reason?: string | null
  'custom-fields'?: CustomFields
  adjuster?: Embedded<ExpenseLine> | Embedded<PurchaseOrderLine> | Embedded<InvoiceLine> | Embedded<InvoiceCharge> | Embedded<ItemizedExpenseLine> | Embedded<ExpenseLineAllocation> | Embedded<OrderLineAllocation> | Embedded<InvoiceLineAllocation> | Embedded<InvoiceChargeAllocation> | Embedded<OrderAmountLine> | Embedded<OrderQuantityLine> | Embedded<InvoiceAmountLine> | Embedded<InvoiceQuantityLine> | Embedded<InvoiceHandlingCharge> | Embedded<InvoiceMiscCharge> | Embedded<InvoiceShippingCharge> | null
  'budget-line'?: Embedded<BudgetLine> | null
  currency?: Embedded<Currency> | null
  'created-by'?: Embedded<User> | null
}

/** What can be written of a budget line adjustment. */
export interface BudgetLineAdjustmentInput<CustomFields = OpenCustomFields> {
  'adjustment-amount'?: DecimalInput | null
  /** At most 255 characters. */
  description?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  'budget-line'?: BudgetLineEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
}

/** A budget line adjustment inside another record to write: a reference by id, or values. */
export interface BudgetLineAdjustmentEmbeddedInput<CustomFields = OpenCustomFields> extends BudgetLineAdjustmentInput<CustomFields> {
  id?: number | null
}

/** A budget period as Coupa returns it. */
export interface BudgetPeriod<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'end-date'?: DateTime | null
  'is-open'?: boolean | null
  name?: string | null
  'segment-1'?: boolean | null
  'segment-10'?: boolean | null
  'segment-11'?: boolean | null
  'segment-12'?: boolean | null
  'segment-13'?: boolean | null
  'segment-14'?: boolean | null
  'segment-15'?: boolean | null
  'segment-16'?: boolean | null
  'segment-17'?: boolean | null
  'segment-18'?: boolean | null
  'segment-19'?: boolean | null
  'segment-2'?: boolean | null
  'segment-20'?: boolean | null
  'segment-3'?: boolean | null
  'segment-4'?: boolean | null
  'segment-5'?: boolean | null
  'segment-6'?: boolean | null
  'segment-7'?: boolean | null
  'segment-8'?: boolean | null
  'segment-9'?: boolean | null
  'start-date'?: DateTime | null
  'custom-fields'?: CustomFields
  'account-type'?: Embedded<AccountType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a budget period. */
export interface BudgetPeriodInput<CustomFields = OpenCustomFields> {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  /** Required on create. */
  'end-date'?: DateTime | null
  'is-open'?: boolean | null
  /** Required on create. Unique. At most 100 characters. */
  name?: string | null
  'segment-1'?: boolean | null
  'segment-10'?: boolean | null
  'segment-11'?: boolean | null
  'segment-12'?: boolean | null
  'segment-13'?: boolean | null
  'segment-14'?: boolean | null
  'segment-15'?: boolean | null
  'segment-16'?: boolean | null
  'segment-17'?: boolean | null
  'segment-18'?: boolean | null
  'segment-19'?: boolean | null
  'segment-2'?: boolean | null
  'segment-20'?: boolean | null
  'segment-3'?: boolean | null
  'segment-4'?: boolean | null
  'segment-5'?: boolean | null
  'segment-6'?: boolean | null
  'segment-7'?: boolean | null
  'segment-8'?: boolean | null
  'segment-9'?: boolean | null
  /** Required on create. */
  'start-date'?: DateTime | null
  'custom-fields'?: CustomFields
  'account-type'?: AccountTypeEmbeddedInput | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A budget period inside another record to write: a reference by id, name, or values. */
export interface BudgetPeriodEmbeddedInput<CustomFields = OpenCustomFields> extends BudgetPeriodInput<CustomFields> {
}

/** A bulk price as Coupa returns it. */
export interface BulkPrice {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'conversion-denominator'?: Decimal | null
  'conversion-numerator'?: Decimal | null
  price?: Decimal | null
  qty?: Decimal | null
  uom?: Embedded<UnitOfMeasure> | null
}

/** What can be written of a bulk price. */
export interface BulkPriceInput {
  'conversion-denominator'?: DecimalInput | null
  'conversion-numerator'?: DecimalInput | null
  price?: DecimalInput | null
  qty?: DecimalInput | null
  /** Required on create. */
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A bulk price inside another record to write: a reference by id, or values. */
export interface BulkPriceEmbeddedInput extends BulkPriceInput {
  id?: number | null
}

/** A business entity as Coupa returns it. */
export interface BusinessEntity<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'display-name'?: string | null
  'formation-type'?: OpenValue<'Organization' | 'Person'> | null
  name?: string | null
  status?: string | null
  type?: OpenValue<'LegalBusinessEntity' | 'OrganizationalBusinessEntity'> | null
  'custom-fields'?: CustomFields
  addresses?: Embedded<Address>[]
  'business-entity-account-owners'?: Embedded<BusinessEntityAccountOwner>[]
  'business-entity-alternate-names'?: Embedded<BusinessEntityAlternateName>[]
  'business-entity-external-references'?: Embedded<BusinessEntityExternalReference>[]
  'business-entity-relationships'?: Embedded<BusinessEntityRelationship>[]
  'country-of-origin'?: Embedded<Country> | null
  'primary-address'?: Embedded<BusinessEntityAddress> | null
  'primary-contact'?: Embedded<Contact> | null
  'tax-registrations'?: Embedded<TaxRegistration>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a business entity. */
export interface BusinessEntityInput<CustomFields = OpenCustomFields> {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  /** At most 100 characters. */
  'display-name'?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  /** At most 255 characters. */
  'formation-type'?: OpenValue<'Organization' | 'Person'> | null
  /** Required on create. Unique. At most 100 characters. */
  name?: string | null
  /** At most 255 characters. */
  status?: string | null
  /** At most 255 characters. */
  type?: OpenValue<'LegalBusinessEntity' | 'OrganizationalBusinessEntity'> | null
  'custom-fields'?: CustomFields
  addresses?: readonly AddressEmbeddedInput[] | null
  'business-entity-account-owners'?: readonly BusinessEntityAccountOwnerEmbeddedInput[] | null
  'business-entity-alternate-names'?: readonly BusinessEntityAlternateNameEmbeddedInput[] | null
  'business-entity-external-references'?: readonly BusinessEntityExternalReferenceEmbeddedInput[] | null
  'business-entity-relationships'?: readonly BusinessEntityRelationshipEmbeddedInput[] | null
  'country-of-origin'?: CountryEmbeddedInput | null
  'primary-address'?: BusinessEntityAddressEmbeddedInput | null
  'primary-contact'?: ContactEmbeddedInput | null
  'tax-registrations'?: readonly TaxRegistrationEmbeddedInput[] | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A business entity inside another record to write: a reference by id, name, or values. */
export interface BusinessEntityEmbeddedInput<CustomFields = OpenCustomFields> extends BusinessEntityInput<CustomFields> {
}

/** A business entity account owner as Coupa returns it. */
export interface BusinessEntityAccountOwner {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  email?: string | null
  fullname?: string | null
  'user-id'?: number | null
  purposes?: Embedded<Purpose>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a business entity account owner. */
export interface BusinessEntityAccountOwnerInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  email?: string | null
  fullname?: string | null
  /** Required on create. Unique. */
  'user-id'?: number | null
  purposes?: readonly PurposeEmbeddedInput[] | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A business entity account owner inside another record to write: a reference by id, or values. */
export interface BusinessEntityAccountOwnerEmbeddedInput extends BusinessEntityAccountOwnerInput {
}

/** A business entity address as Coupa returns it. */
export interface BusinessEntityAddress {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  attention?: string | null
  'business-group-name'?: string | null
  city?: string | null
  'local-tax-number'?: string | null
  'location-code'?: string | null
  name?: string | null
  'postal-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  type?: string | null
  'vat-number'?: string | null
  'content-groups'?: Embedded<BusinessGroup>[]
  country?: Embedded<Country> | null
  purposes?: Embedded<Purpose>[]
  'tax-registrations'?: Embedded<Address>[]
  'vat-country'?: Embedded<Country> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a business entity address. */
export interface BusinessEntityAddressInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  /** At most 255 characters. */
  attention?: string | null
  'business-group-name'?: string | null
  /** Required on create. At most 255 characters. */
  city?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  /** Required on create. At most 255 characters. */
  'local-tax-number'?: string | null
  /** Unique. At most 255 characters. */
  'location-code'?: string | null
  /** At most 255 characters. */
  name?: string | null
  /** Required on create. At most 255 characters. */
  'postal-code'?: string | null
  /** At most 255 characters. */
  state?: string | null
  /** At most 255 characters. */
  'state-iso-code'?: string | null
  /** Required on create. At most 255 characters. */
  street1?: string | null
  /** At most 255 characters. */
  street2?: string | null
  /** At most 255 characters. */
  street3?: string | null
  /** At most 255 characters. */
  street4?: string | null
  /** At most 255 characters. */
  'vat-number'?: string | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  purposes?: readonly PurposeEmbeddedInput[] | null
  'tax-registrations'?: readonly AddressEmbeddedInput[] | null
  'vat-country'?: CountryEmbeddedInput | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A business entity address inside another record to write: a reference by id, or values. */
export interface BusinessEntityAddressEmbeddedInput extends BusinessEntityAddressInput {
}

/** A business entity alternate name as Coupa returns it. */
export interface BusinessEntityAlternateName {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'business-entity-id'?: number | null
  name?: string | null
}

/** What can be written of a business entity alternate name. */
export interface BusinessEntityAlternateNameInput {
  id?: number | null
  'business-entity-id'?: number | null
  /** At most 100 characters. */
  name?: string | null
}

/** A business entity alternate name inside another record to write: a reference by id, or values. */
export interface BusinessEntityAlternateNameEmbeddedInput extends BusinessEntityAlternateNameInput {
}

/** A business entity external reference as Coupa returns it. */
export interface BusinessEntityExternalReference {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'business-entity-id'?: number | null
  name?: string | null
  type?: string | null
  value?: string | null
}

/** What can be written of a business entity external reference. */
export interface BusinessEntityExternalReferenceInput {
  id?: number | null
  'business-entity-id'?: number | null
  /** At most 100 characters. */
  name?: string | null
  /** At most 255 characters. */
  type?: string | null
  /** At most 100 characters. */
  value?: string | null
}

/** A business entity external reference inside another record to write: a reference by id, or values. */
export interface BusinessEntityExternalReferenceEmbeddedInput extends BusinessEntityExternalReferenceInput {
}

/** A business entity relationship as Coupa returns it. */
export interface BusinessEntityRelationship {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'business-entity-id'?: number | null
  'related-business-entity-id'?: number | null
  'relationship-type'?: OpenValue<'parent_child'> | null
  status?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a business entity relationship. */
export interface BusinessEntityRelationshipInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'business-entity-id'?: number | null
  /** Unique. */
  'related-business-entity-id'?: number | null
  /** Required on create. At most 255 characters. */
  'relationship-type'?: OpenValue<'parent_child'> | null
  /** At most 255 characters. */
  status?: string | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A business entity relationship inside another record to write: a reference by id, or values. */
export interface BusinessEntityRelationshipEmbeddedInput extends BusinessEntityRelationshipInput {
}

/** A business group as Coupa returns it. */
export interface BusinessGroup<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a business group. */
export interface BusinessGroupInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  description?: string | null
  /** Required on create. Unique. At most 100 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
}

/** A business group inside another record to write: a reference by id, name, or values. */
export interface BusinessGroupEmbeddedInput<CustomFields = OpenCustomFields> extends BusinessGroupInput<CustomFields> {
  id?: number | null
}

/** A catalog as Coupa returns it. Known from Swagger only (up to R39). */
export interface Catalog {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a catalog. */
export interface CatalogInput {
  /** Required on create. At most 255 characters. */
  name?: string | null
}

/** A catalog inside another record to write: a reference by id, or values. */
export interface CatalogEmbeddedInput extends CatalogInput {
  id?: number | null
}

/** A category as Coupa returns it. Known from Swagger only (up to R39). */
export interface Category {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'coupa-commodity'?: string | null
  description?: string | null
  name?: string | null
  commodities?: Embedded<Commodity>[]
  suppliers?: Embedded<Supplier>[]
  users?: Embedded<User>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a category. */
export interface CategoryInput {
  /** Required on create. At most 100 characters. */
  name?: string | null
  commodities?: readonly CommodityEmbeddedInput[] | null
  suppliers?: readonly SupplierEmbeddedInput[] | null
  users?: readonly UserEmbeddedInput[] | null
}

/** A category inside another record to write: a reference by id, or values. */
export interface CategoryEmbeddedInput extends CategoryInput {
  id?: number | null
}

/** A category plan as Coupa returns it. Known from Swagger only (up to R39). */
export interface CategoryPlan {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  name?: string | null
  'percentage-of-plan-completion'?: Decimal | null
  status?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a category plan. */
export interface CategoryPlanInput {
  /** Required on create. At most 100 characters. */
  name?: string | null
  /** Required on create. At most 25 characters. */
  status?: string | null
}

/** A category plan inside another record to write: a reference by id, or values. */
export interface CategoryPlanEmbeddedInput extends CategoryPlanInput {
  id?: number | null
}

/** A characteristic as Coupa returns it. */
export interface Characteristic {
  id: number
  inspectionId?: number | null
  isQuantitative?: boolean | null
  lineNum?: number | null
  name?: string | null
  recordingType?: OpenValue<'summarized'> | null
  remarks?: string | null
  specification?: string | null
  type?: OpenValue<'required' | 'optional'> | null
  valueType?: OpenValue<'none' | 'numeric' | 'decision' | 'choice'> | null
  characteristicValues?: Embedded<CharacteristicValue>[]
  expectedLimits?: Embedded<ExpectedLimit>[]
  expectedResults?: Embedded<ExpectedResult>[]
  recordedCharacteristic?: Embedded<RecordedCharacteristic> | null
}

/** What can be written of a characteristic. */
export interface CharacteristicInput {
  isQuantitative?: boolean | null
  name?: string | null
  recordingType?: OpenValue<'summarized'> | null
  requirement?: string | null
  type?: OpenValue<'required' | 'optional'> | null
  valueType?: OpenValue<'none' | 'numeric' | 'decision' | 'choice'> | null
  characteristicValues?: readonly CharacteristicValueEmbeddedInput[] | null
  expectedLimits?: readonly ExpectedLimitEmbeddedInput[] | null
  expectedResults?: readonly ExpectedResultEmbeddedInput[] | null
}

/** A characteristic inside another record to write: a reference by id, or values. */
export interface CharacteristicEmbeddedInput extends CharacteristicInput {
  id?: number | null
}

/** A characteristic value as Coupa returns it. */
export interface CharacteristicValue {
  id: number
  characteristicId?: number | null
  code?: string | null
  domain?: string | null
  value?: string | null
}

/** What can be written of a characteristic value. */
export interface CharacteristicValueInput {
  characteristicId?: number | null
  code?: string | null
  domain?: string | null
  value?: string | null
}

/** A characteristic value inside another record to write: a reference by id, or values. */
export interface CharacteristicValueEmbeddedInput extends CharacteristicValueInput {
  id?: number | null
}

/** A charge as Coupa returns it. */
export interface Charge<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-type-id'?: number | null
  'accounting-total'?: Decimal | null
  'card-provider-account'?: string | null
  'charge-date'?: DateTime | null
  'coupa-pay-id'?: number | null
  'coupa-pay-statement-id'?: number | null
  'document-id'?: number | null
  'document-type'?: string | null
  'expense-holding-account'?: unknown
  exported?: boolean | null
  'external-ref-id'?: string | null
  'holding-account'?: unknown
  'issuer-bank'?: unknown
  'issuer-reconciliation-id'?: string | null
  'last-exported-at'?: DateTime | null
  'legal-entity-name'?: string | null
  mcc?: string | null
  'merchant-reference'?: string | null
  'merchant-total'?: Decimal | null
  'order-header-currency'?: string | null
  'order-header-id'?: number | null
  'order-header-number'?: string | null
  'order-header-total'?: string | null
  'posting-date'?: DateTime | null
  'statement-id'?: number | null
  'statement-name'?: string | null
  'supplier-id'?: number | null
  'supplier-name'?: string | null
  total?: Decimal | null
  'virtual-card-id'?: number | null
  'custom-fields'?: CustomFields
  'accounting-currency'?: Embedded<Currency> | null
  'charge-allocations'?: Embedded<ChargeAllocation>[]
  'charge-tax-lines'?: unknown[]
  currency?: Embedded<Currency> | null
  'merchant-currency'?: Embedded<Currency> | null
  'payment-partner'?: Embedded<CoupaPayPaymentPartner> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a charge. */
export interface ChargeInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  'card-provider-account'?: string | null
  /** Required on create. */
  'charge-date'?: DateTime | null
  'coupa-pay-id'?: number | null
  'coupa-pay-statement-id'?: number | null
  /** Required on create. At most 255 characters. */
  'external-ref-id'?: string | null
  /** At most 255 characters. */
  mcc?: string | null
  /** At most 255 characters. */
  'merchant-reference'?: string | null
  'merchant-total'?: DecimalInput | null
  'posting-date'?: DateTime | null
  total?: DecimalInput | null
  'custom-fields'?: CustomFields
  statement?: CoupaPayStatementEmbeddedInput | null
  /** Required on create. */
  supplier?: SupplierEmbeddedInput | null
  /** Required on create. */
  'virtual-card'?: CoupaPayVirtualCardEmbeddedInput | null
}

/** A charge inside another record to write: a reference by id, or values. */
export interface ChargeEmbeddedInput<CustomFields = OpenCustomFields> extends ChargeInput<CustomFields> {
  id?: number | null
}

/** A charge allocation as Coupa returns it. */
export interface ChargeAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  pct?: Decimal | null
  account?: Embedded<Account> | null
  currency?: Embedded<Currency> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a charge allocation can be written. */
export type ChargeAllocationInput = EmptyInput

/** A charge allocation inside another record to write: a reference by id, or values. */
export interface ChargeAllocationEmbeddedInput {
  id?: number | null
}

/** A comment as Coupa returns it. */
export interface Comment {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'comment-type'?: string | null
  'commentable-id'?: number | null
  'commentable-type'?: string | null
  comments?: string | null
  'comments-with-mentions-uniq-id'?: string | null
  mentionees?: string | null
  'reason-code'?: string | null
  'to-supplier'?: boolean | null
  attachments?: Embedded<Attachment>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a comment. */
export interface CommentInput {
  'commentable-id'?: number | null
  /** At most 255 characters. */
  'commentable-type'?: string | null
  comments?: string | null
}

/** A comment inside another record to write: a reference by id, or values. */
export interface CommentEmbeddedInput extends CommentInput {
  id?: number | null
}

/** A commodity as Coupa returns it. */
export interface Commodity<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  category?: OpenValue<'goods' | 'services' | 'monetary' | 'others'> | null
  'children-count'?: number | null
  deductibility?: OpenValue<'fully_deductible' | 'partially_deductible' | 'not_deductible'> | null
  'imported-from-taxonomy'?: boolean | null
  name?: string | null
  'parent-id'?: number | null
  preferred?: OpenValue<'Yes' | 'No' | 'Automatic' | 'Always' | 'Never'> | null
  subcategory?: OpenValue<'raw_materials' | 'investment_goods' | 'services_exceptions'> | null
  'translated-name'?: string | null
  'custom-fields'?: CustomFields
  parent?: Embedded<Commodity> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a commodity. */
export interface CommodityInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** At most 255 characters. */
  category?: OpenValue<'goods' | 'services' | 'monetary' | 'others'> | null
  /** At most 255 characters. */
  deductibility?: OpenValue<'fully_deductible' | 'partially_deductible' | 'not_deductible'> | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  preferred?: OpenValue<'Yes' | 'No' | 'Automatic' | 'Always' | 'Never'> | null
  /** At most 255 characters. */
  subcategory?: OpenValue<'raw_materials' | 'investment_goods' | 'services_exceptions'> | null
  'custom-fields'?: CustomFields
  parent?: CommodityEmbeddedInput | null
}

/** A commodity inside another record to write: a reference by id, name, or values. */
export interface CommodityEmbeddedInput<CustomFields = OpenCustomFields> extends CommodityInput<CustomFields> {
  id?: number | null
}

/** A commodity translation as Coupa returns it. Known from Swagger only (up to R39). */
export interface CommodityTranslation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  locale?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  commodity?: Embedded<Commodity> | null
}

/** What can be written of a commodity translation. */
export interface CommodityTranslationInput<CustomFields = OpenCustomFields> {
  /** Required on create. At most 255 characters. */
  locale?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  commodity?: CommodityEmbeddedInput | null
}

/** A commodity translation inside another record to write: a reference by id, or values. */
export interface CommodityTranslationEmbeddedInput<CustomFields = OpenCustomFields> extends CommodityTranslationInput<CustomFields> {
  id?: number | null
}

/** A contact as Coupa returns it. Known from Swagger only (up to R39). */
export interface Contact {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  email?: string | null
  'name-additional'?: string | null
  'name-family'?: string | null
  'name-fullname'?: string | null
  'name-given'?: string | null
  'name-prefix'?: string | null
  'name-suffix'?: string | null
  notes?: string | null
  photo?: string | null
  'phone-fax'?: Embedded<PhoneNumber> | null
  'phone-mobile'?: Embedded<PhoneNumber> | null
  'phone-work'?: Embedded<PhoneNumber> | null
  purposes?: Embedded<Purpose>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a contact. */
export interface ContactInput {
  /** At most 255 characters. */
  email?: string | null
  /** At most 255 characters. */
  'name-additional'?: string | null
  /** At most 255 characters. */
  'name-family'?: string | null
  /** At most 255 characters. */
  'name-given'?: string | null
  /** At most 255 characters. */
  'name-prefix'?: string | null
  /** At most 255 characters. */
  'name-suffix'?: string | null
  notes?: string | null
  /** At most 255 characters. */
  photo?: string | null
  'phone-fax'?: PhoneNumberEmbeddedInput | null
  'phone-mobile'?: PhoneNumberEmbeddedInput | null
  'phone-work'?: PhoneNumberEmbeddedInput | null
  purposes?: readonly PurposeEmbeddedInput[] | null
}

/** A contact inside another record to write: a reference by id, or values. */
export interface ContactEmbeddedInput extends ContactInput {
  id?: number | null
}

/** A contract as Coupa returns it. */
export interface Contract<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'amended-contract-type'?: string | null
  'auto-extend-end-date-for-renewal'?: boolean | null
  'clma-id'?: number | null
  consent?: OpenValue<'notice' | 'consent' | 'not_required' | 'not_assignable'> | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
  description?: string | null
  'diversity-categories'?: string | null
  'end-date'?: DateTime | null
  'execution-date'?: DateTime | null
  'external-contract-id'?: string | null
  'fill-with-counterparty'?: boolean | null
  'is-default'?: boolean | null
  'legal-agreement-url'?: string | null
  'length-of-notice-unit'?: OpenValue<'days' | 'months' | 'years'> | null
  'length-of-notice-value'?: string | null
  'max-commit'?: Decimal | null
  'maximum-value'?: Decimal | null
  'min-commit'?: Decimal | null
  'minimum-value'?: Decimal | null
  name?: string | null
  'no-of-renewals'?: number | null
  number?: string | null
  'order-window-tz'?: string | null
  'po-message'?: string | null
  preferred?: boolean | null
  'proxy-supplier-id'?: number | null
  'published-date'?: DateTime | null
  'quote-response-id'?: number | null
  'reason-insight-code'?: string | null
  'reason-insight-comment'?: string | null
  'renewal-length-unit'?: OpenValue<'days' | 'months' | 'years'> | null
  'renewal-length-value'?: number | null
  'requisition-message'?: string | null
  'savings-pct'?: Decimal | null
  source?: string | null
  'source-id'?: string | null
  'source-type'?: string | null
  'start-date'?: DateTime | null
  status?: string | null
  'stop-spend-based-on-max-value'?: OpenValue<'yes' | 'no'> | null
  'strict-invoicing-rules'?: boolean | null
  'supplier-account'?: string | null
  'supplier-invoiceable'?: boolean | null
  'term-type'?: OpenValue<'fixed' | 'auto_renew' | 'perpetual'> | null
  terminated?: boolean | null
  'termination-notice'?: OpenValue<'yes' | 'no'> | null
  'termination-notice-length-unit'?: OpenValue<'days' | 'months' | 'years'> | null
  'termination-notice-length-value'?: number | null
  terms?: string | null
  type?: OpenValue<'MasterContract' | 'AmendmentContract'> | null
  'use-online-signing'?: boolean | null
  'use-order-windows'?: boolean | null
  'used-for-buying'?: boolean | null
  version?: number | null
  'whose-paper'?: OpenValue<'not_specified' | 'our_paper' | 'counterparty_paper'> | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  'contract-classification'?: Embedded<ContractClassification> | null
  'contract-clause-type-field'?: Embedded<ContractClauseTypeField> | null
  'contract-clauses'?: Embedded<ContractClause>[]
  'contract-detail'?: Embedded<ContractDetail> | null
  'contract-dispute'?: Embedded<ContractDispute> | null
  'contract-owner'?: Embedded<User> | null
  'contract-parties'?: Embedded<ContractParty>[]
  'contract-parties-field-container'?: Embedded<ContractPartiesFieldContainer> | null
  'contract-performance'?: Embedded<ContractPerformance> | null
  'contract-price-and-payment'?: Embedded<ContractPriceAndPayment> | null
  'contract-relationship-and-reporting'?: Embedded<ContractRelationshipAndReporting> | null
  'contract-risk'?: Embedded<ContractRisk> | null
  'contract-termination'?: Embedded<ContractTermination> | null
  'contract-terms'?: Embedded<ContractTerm>[]
  'contract-terms-and-renewal'?: Embedded<ContractTermsAndRenewal> | null
  'contract-type'?: Embedded<ContractType> | null
  currency?: Embedded<Currency> | null
  'current-approval'?: Embedded<Approval> | null
  'current-parallel-approvals'?: Embedded<Approval>[]
  'default-account'?: Embedded<Account> | null
  department?: Embedded<Department> | null
  'esign-provider-account'?: Embedded<EsignProviderAccount> | null
  'intellectual-property-and-data'?: Embedded<IntellectualPropertyAndData> | null
  'master-contract'?: Embedded<Contract> | null
  'object-lines'?: Embedded<ObjectLine>[]
  parent?: Embedded<Contract> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  'ra-risk-request'?: Embedded<RaRiskRequest> | null
  'reason-insight-events'?: Embedded<ReasonInsightEvent>[]
  schedule?: Embedded<OrderWindow> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  submitter?: Embedded<User> | null
  supplier?: Embedded<Supplier> | null
  taggings?: Embedded<Tagging>[]
  tags?: Embedded<Tag>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a contract. */
export interface ContractInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  'amended-contract-type'?: string | null
  'auto-extend-end-date-for-renewal'?: boolean | null
  'clma-id'?: number | null
  /** At most 255 characters. */
  consent?: OpenValue<'notice' | 'consent' | 'not_required' | 'not_assignable'> | null
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
  /** At most 1024 characters. */
  description?: string | null
  'end-date'?: DateTime | null
  'execution-date'?: DateTime | null
  /** At most 255 characters. */
  'external-contract-id'?: string | null
  'fill-with-counterparty'?: boolean | null
  'is-default'?: boolean | null
  /** At most 255 characters. */
  'legal-agreement-url'?: string | null
  /** At most 255 characters. */
  'length-of-notice-unit'?: OpenValue<'days' | 'months' | 'years'> | null
  /** At most 255 characters. */
  'length-of-notice-value'?: string | null
  'locked-by-other-party'?: string | null
  'locked-by-user-id'?: number | null
  'max-commit'?: DecimalInput | null
  'maximum-value'?: DecimalInput | null
  'min-commit'?: DecimalInput | null
  'minimum-value'?: DecimalInput | null
  /** Required on create. Unique. At most 100 characters. */
  name?: string | null
  /** Required on create. */
  'no-of-renewals'?: number | null
  /** Required on create. Unique. At most 50 characters. */
  number?: string | null
  /** At most 255 characters. */
  'order-window-tz'?: string | null
  /** At most 255 characters. */
  'po-message'?: string | null
  preferred?: boolean | null
  'proxy-supplier-id'?: number | null
  'published-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  'renewal-length-unit'?: OpenValue<'days' | 'months' | 'years'> | null
  /** Required on create. */
  'renewal-length-value'?: number | null
  /** At most 255 characters. */
  'requisition-message'?: string | null
  'reviewer-user-ids'?: number | null
  'savings-pct'?: DecimalInput | null
  /** At most 255 characters. */
  'source-id'?: string | null
  /** At most 255 characters. */
  'source-type'?: string | null
  'start-date'?: DateTime | null
  /** Required on create. */
  status?: string | null
  /** At most 255 characters. */
  'stop-spend-based-on-max-value'?: OpenValue<'yes' | 'no'> | null
  'strict-invoicing-rules'?: boolean | null
  /** At most 255 characters. */
  'supplier-account'?: string | null
  'supplier-invoiceable'?: boolean | null
  /** At most 255 characters. */
  'term-type'?: OpenValue<'fixed' | 'auto_renew' | 'perpetual'> | null
  terminated?: boolean | null
  /** At most 255 characters. */
  'termination-notice'?: OpenValue<'yes' | 'no'> | null
  /** At most 255 characters. */
  'termination-notice-length-unit'?: OpenValue<'days' | 'months' | 'years'> | null
  'termination-notice-length-value'?: number | null
  terms?: string | null
  'use-order-windows'?: boolean | null
  'used-for-buying'?: boolean | null
  version?: number | null
  'whose-paper'?: OpenValue<'not_specified' | 'our_paper' | 'counterparty_paper'> | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'contract-classification'?: ContractClassificationEmbeddedInput | null
  'contract-clause-type-field'?: ContractClauseTypeFieldEmbeddedInput | null
  'contract-clauses'?: readonly ContractClauseEmbeddedInput[] | null
  'contract-detail'?: ContractDetailEmbeddedInput | null
  'contract-dispute'?: ContractDisputeEmbeddedInput | null
  'contract-owner'?: UserEmbeddedInput | null
  'contract-parties'?: readonly ContractPartyEmbeddedInput[] | null
  'contract-parties-field-container'?: ContractPartiesFieldContainerEmbeddedInput | null
  'contract-performance'?: ContractPerformanceEmbeddedInput | null
  'contract-price-and-payment'?: ContractPriceAndPaymentEmbeddedInput | null
  'contract-relationship-and-reporting'?: ContractRelationshipAndReportingEmbeddedInput | null
  'contract-risk'?: ContractRiskEmbeddedInput | null
  'contract-termination'?: ContractTerminationEmbeddedInput | null
  'contract-terms'?: readonly ContractTermEmbeddedInput[] | null
  'contract-terms-and-renewal'?: ContractTermsAndRenewalEmbeddedInput | null
  'contract-type'?: ContractTypeEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'default-account'?: AccountEmbeddedInput | null
  department?: DepartmentEmbeddedInput | null
  'esign-provider-account'?: EsignProviderAccountEmbeddedInput | null
  'intellectual-property-and-data'?: IntellectualPropertyAndDataEmbeddedInput | null
  'master-contract'?: ContractEmbeddedInput | null
  'object-line'?: ObjectLineEmbeddedInput | null
  'object-lines'?: readonly ObjectLineEmbeddedInput[] | null
  parent?: ContractEmbeddedInput | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  'rate-card'?: RateCardEmbeddedInput | null
  /** Required on create. */
  'reason-insight-events'?: readonly ReasonInsightEventEmbeddedInput[] | null
  schedule?: OrderWindowEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  /** Required on create. */
  supplier?: SupplierEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
}

/** A contract inside another record to write: a reference by id, name, number, or values. */
export interface ContractEmbeddedInput<CustomFields = OpenCustomFields> extends ContractInput<CustomFields> {
  id?: number | null
}

/** A contract classification as Coupa returns it. */
export interface ContractClassification {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'contract-classification'?: unknown
  name?: string | null
}

/** What can be written of a contract classification. */
export interface ContractClassificationInput {
  'contract-classification'?: unknown
}

/** A contract classification inside another record to write: a reference by id, or values. */
export interface ContractClassificationEmbeddedInput extends ContractClassificationInput {
  id?: number | null
}

/** A contract clause as Coupa returns it. */
export interface ContractClause {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'clause-type-id'?: number | null
  'clause-type-name'?: string | null
  'contract-id'?: number | null
  'contract-clause-reference'?: Embedded<ContractClauseReference> | null
}

/** What can be written of a contract clause. */
export interface ContractClauseInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'clause-type-id'?: number | null
  'clause-type-name'?: string | null
  'contract-id'?: number | null
  'contract-clause-reference'?: ContractClauseReferenceEmbeddedInput | null
}

/** A contract clause inside another record to write: a reference by id, or values. */
export interface ContractClauseEmbeddedInput extends ContractClauseInput {
}

/** A contract clause reference as Coupa returns it. */
export interface ContractClauseReference {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'clause-classification'?: number | null
  'clause-content-checksum'?: string | null
  'clause-description'?: string | null
  'clause-effective-from'?: DateTime | null
  'clause-effective-to'?: DateTime | null
  'clause-is-modified'?: number | null
  'clause-key'?: number | null
  'clause-name'?: string | null
  'clause-referrer-location'?: string | null
  'clause-risk-score'?: number | null
  'clause-status'?: OpenValue<'published' | 'inactive'> | null
  'clause-system-used'?: string | null
  'contract-clause-id'?: number | null
  'contract-document-id'?: number | null
  'current-content-checksum'?: string | null
}

/** What can be written of a contract clause reference. */
export interface ContractClauseReferenceInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  /** Required on create. */
  'clause-classification'?: number | null
  /** Required on create. At most 255 characters. */
  'clause-content-checksum'?: string | null
  /** Required on create. At most 255 characters. */
  'clause-description'?: string | null
  'clause-effective-from'?: DateTime | null
  'clause-effective-to'?: DateTime | null
  'clause-is-modified'?: number | null
  /** Required on create. */
  'clause-key'?: number | null
  /** Required on create. At most 255 characters. */
  'clause-name'?: string | null
  /** At most 255 characters. */
  'clause-referrer-location'?: string | null
  'clause-risk-score'?: number | null
  /** At most 255 characters. */
  'clause-status'?: OpenValue<'published' | 'inactive'> | null
  /** At most 255 characters. */
  'clause-system-used'?: string | null
  'contract-clause-id'?: number | null
  'contract-document-id'?: number | null
  /** At most 255 characters. */
  'current-content-checksum'?: string | null
}

/** A contract clause reference inside another record to write: a reference by id, or values. */
export interface ContractClauseReferenceEmbeddedInput extends ContractClauseReferenceInput {
}

/** A contract clause type field as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractClauseTypeField {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  assignable?: OpenValue<'specified' | 'not_specified'> | null
  'credit-support-obligations'?: OpenValue<'specified' | 'not_specified'> | null
  'discounted-pricing'?: OpenValue<'specified' | 'not_specified'> | null
  exclusivity?: OpenValue<'specified' | 'not_specified'> | null
  'force-majeure'?: OpenValue<'specified' | 'not_specified'> | null
  indemnification?: OpenValue<'specified' | 'not_specified'> | null
  'information-security-requirements'?: OpenValue<'specified' | 'not_specified'> | null
  'insurance-obligations'?: OpenValue<'specified' | 'not_specified'> | null
  'intellectual-property-ownership'?: OpenValue<'specified' | 'not_specified'> | null
  'most-favored-nation'?: OpenValue<'specified' | 'not_specified'> | null
  'non-disclosure'?: OpenValue<'specified' | 'not_specified'> | null
  'price-adjustment'?: OpenValue<'specified' | 'not_specified'> | null
  'privacy-obligations'?: OpenValue<'specified' | 'not_specified'> | null
  'product-standards'?: OpenValue<'specified' | 'not_specified'> | null
  'publicity-rights'?: OpenValue<'specified' | 'not_specified'> | null
  remedies?: OpenValue<'specified' | 'not_specified'> | null
  'restrictive-covenants'?: OpenValue<'specified' | 'not_specified'> | null
  'service-levels'?: OpenValue<'specified' | 'not_specified'> | null
  'suspension-for-convenience'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-bankruptcy'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-breach'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-cause'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-change-of-control'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-convenience'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-force-majeure'?: OpenValue<'specified' | 'not_specified'> | null
  'use-of-subcontractors'?: OpenValue<'specified' | 'not_specified'> | null
}

/** What can be written of a contract clause type field. */
export interface ContractClauseTypeFieldInput {
  assignable?: OpenValue<'specified' | 'not_specified'> | null
  'credit-support-obligations'?: OpenValue<'specified' | 'not_specified'> | null
  'discounted-pricing'?: OpenValue<'specified' | 'not_specified'> | null
  exclusivity?: OpenValue<'specified' | 'not_specified'> | null
  'force-majeure'?: OpenValue<'specified' | 'not_specified'> | null
  indemnification?: OpenValue<'specified' | 'not_specified'> | null
  'information-security-requirements'?: OpenValue<'specified' | 'not_specified'> | null
  'insurance-obligations'?: OpenValue<'specified' | 'not_specified'> | null
  'intellectual-property-ownership'?: OpenValue<'specified' | 'not_specified'> | null
  'most-favored-nation'?: OpenValue<'specified' | 'not_specified'> | null
  'non-disclosure'?: OpenValue<'specified' | 'not_specified'> | null
  'price-adjustment'?: OpenValue<'specified' | 'not_specified'> | null
  'privacy-obligations'?: OpenValue<'specified' | 'not_specified'> | null
  'product-standards'?: OpenValue<'specified' | 'not_specified'> | null
  'publicity-rights'?: OpenValue<'specified' | 'not_specified'> | null
  remedies?: OpenValue<'specified' | 'not_specified'> | null
  'restrictive-covenants'?: OpenValue<'specified' | 'not_specified'> | null
  'service-levels'?: OpenValue<'specified' | 'not_specified'> | null
  'suspension-for-convenience'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-bankruptcy'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-breach'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-cause'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-change-of-control'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-convenience'?: OpenValue<'specified' | 'not_specified'> | null
  'termination-for-force-majeure'?: OpenValue<'specified' | 'not_specified'> | null
  'use-of-subcontractors'?: OpenValue<'specified' | 'not_specified'> | null
}

/** A contract clause type field inside another record to write: a reference by id, or values. */
export interface ContractClauseTypeFieldEmbeddedInput extends ContractClauseTypeFieldInput {
  id?: number | null
}

/** A contract detail as Coupa returns it. */
export interface ContractDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
  'external-object-name'?: string | null
  'notice-methods'?: string | null
  'skip-archival'?: boolean | null
  commodity?: Embedded<Commodity> | null
  'contract-country'?: Embedded<Country> | null
}

/** What can be written of a contract detail. */
export interface ContractDetailInput {
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
  /** At most 255 characters. */
  'external-object-name'?: string | null
  /** At most 255 characters. */
  'notice-methods'?: string | null
  'skip-archival'?: boolean | null
  commodity?: CommodityEmbeddedInput | null
  'contract-country'?: CountryEmbeddedInput | null
}

/** A contract detail inside another record to write: a reference by id, or values. */
export interface ContractDetailEmbeddedInput extends ContractDetailInput {
  id?: number | null
}

/** A contract dispute as Coupa returns it. */
export interface ContractDispute {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'alternative-dispute-resolution'?: OpenValue<'mediation' | 'arbitration' | 'mediation_arbitration'> | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'jurisdiction-exclusivity'?: OpenValue<'not_specified' | 'exclusive' | 'non_exclusive'> | null
  'governing-law-country'?: Embedded<Country> | null
  'governing-law-subdivision'?: Embedded<CountrySubdivision> | null
  'jurisdiction-country'?: Embedded<Country> | null
  'jurisdiction-subdivision'?: Embedded<CountrySubdivision> | null
}

/** What can be written of a contract dispute. */
export interface ContractDisputeInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'alternative-dispute-resolution'?: OpenValue<'mediation' | 'arbitration' | 'mediation_arbitration'> | null
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
  'jurisdiction-exclusivity'?: OpenValue<'not_specified' | 'exclusive' | 'non_exclusive'> | null
  'governing-law-country'?: CountryEmbeddedInput | null
  'governing-law-subdivision'?: CountrySubdivisionEmbeddedInput | null
  'jurisdiction-country'?: CountryEmbeddedInput | null
  'jurisdiction-subdivision'?: CountrySubdivisionEmbeddedInput | null
}

/** A contract dispute inside another record to write: a reference by id, or values. */
export interface ContractDisputeEmbeddedInput extends ContractDisputeInput {
}

/** A contract hierarchy type as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractHierarchyType {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  name?: string | null
}

/** What can be written of a contract hierarchy type. */
export interface ContractHierarchyTypeInput {
  active?: boolean | null
  description?: string | null
  /** At most 255 characters. */
  name?: string | null
}

/** A contract hierarchy type inside another record to write: a reference by id, or values. */
export interface ContractHierarchyTypeEmbeddedInput extends ContractHierarchyTypeInput {
  id?: number | null
}

/** A contract parties field container as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractPartiesFieldContainer {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
}

/** What can be written of a contract parties field container. */
export interface ContractPartiesFieldContainerInput {
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
}

/** A contract parties field container inside another record to write: a reference by id, or values. */
export interface ContractPartiesFieldContainerEmbeddedInput extends ContractPartiesFieldContainerInput {
  id?: number | null
}

/** A contract party as Coupa returns it. */
export interface ContractParty {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'business-name'?: string | null
  'clma-id'?: number | null
  'contact-name'?: string | null
  'contact-title'?: string | null
  'counterparty-role'?: string | null
  email?: string | null
  'entity-name'?: string | null
  'legal-entity'?: string | null
  'party-alias'?: string | null
  'party-directionality'?: number | null
  'bill-to-address'?: Embedded<Address> | null
  'business-entity'?: Embedded<BusinessEntity> | null
  'contract-party-contacts'?: Embedded<ContractPartyContact>[]
  'contract-party-role'?: Embedded<ContractPartyRole> | null
  'mail-to-address'?: Embedded<Address> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a contract party. */
export interface ContractPartyInput {
  /** At most 255 characters. */
  'business-name'?: string | null
  'clma-id'?: number | null
  /** At most 255 characters. */
  'contact-name'?: string | null
  /** At most 255 characters. */
  'contact-title'?: string | null
  /** At most 255 characters. */
  'counterparty-role'?: string | null
  /** At most 255 characters. */
  email?: string | null
  /** Required on create. At most 255 characters. */
  'entity-name'?: string | null
  /** At most 255 characters. */
  'legal-entity'?: string | null
  /** At most 255 characters. */
  'party-alias'?: string | null
  'party-directionality'?: number | null
  'bill-to-address'?: AddressEmbeddedInput | null
  /** Required on create. */
  'business-entity'?: BusinessEntityEmbeddedInput | null
  'contract-party-contacts'?: readonly ContractPartyContactEmbeddedInput[] | null
  'contract-party-role'?: ContractPartyRoleEmbeddedInput | null
  'mail-to-address'?: AddressEmbeddedInput | null
}

/** A contract party inside another record to write: a reference by id, or values. */
export interface ContractPartyEmbeddedInput extends ContractPartyInput {
  id?: number | null
}

/** A contract party contact as Coupa returns it. */
export interface ContractPartyContact {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  email?: string | null
  fullname?: string | null
  phone?: string | null
  'signatory-action'?: number | null
  'signatory-date'?: DateTime | null
}

/** What can be written of a contract party contact. */
export interface ContractPartyContactInput {
  id?: number | null
  /** At most 255 characters. */
  email?: string | null
  /** At most 255 characters. */
  fullname?: string | null
  /** At most 255 characters. */
  phone?: string | null
  'signatory-action'?: number | null
  'signatory-date'?: DateTime | null
}

/** A contract party contact inside another record to write: a reference by id, or values. */
export interface ContractPartyContactEmbeddedInput extends ContractPartyContactInput {
}

/** A contract party role as Coupa returns it. */
export interface ContractPartyRole {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  name?: string | null
  'role-directionality'?: number | null
  'contract-classifications'?: Embedded<ContractClassification>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a contract party role. */
export interface ContractPartyRoleInput {
  active?: boolean | null
  /** At most 500 characters. */
  description?: string | null
  /** Required on create. Unique. At most 50 characters. */
  name?: string | null
  /** Required on create. */
  'role-directionality'?: number | null
  'contract-classification-ids'?: readonly unknown[] | null
}

/** A contract party role inside another record to write: a reference by id, name, or values. */
export interface ContractPartyRoleEmbeddedInput extends ContractPartyRoleInput {
  id?: number | null
}

/** A contract performance as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractPerformance {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
}

/** What can be written of a contract performance. */
export interface ContractPerformanceInput {
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
}

/** A contract performance inside another record to write: a reference by id, or values. */
export interface ContractPerformanceEmbeddedInput extends ContractPerformanceInput {
  id?: number | null
}

/** A contract price and payment as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractPriceAndPayment {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
}

/** What can be written of a contract price and payment. */
export interface ContractPriceAndPaymentInput {
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
}

/** A contract price and payment inside another record to write: a reference by id, or values. */
export interface ContractPriceAndPaymentEmbeddedInput extends ContractPriceAndPaymentInput {
  id?: number | null
}

/** A contract relationship and reporting as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractRelationshipAndReporting {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
}

/** What can be written of a contract relationship and reporting. */
export interface ContractRelationshipAndReportingInput {
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
}

/** A contract relationship and reporting inside another record to write: a reference by id, or values. */
export interface ContractRelationshipAndReportingEmbeddedInput extends ContractRelationshipAndReportingInput {
  id?: number | null
}

/** A contract risk as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractRisk {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
}

/** What can be written of a contract risk. */
export interface ContractRiskInput {
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
}

/** A contract risk inside another record to write: a reference by id, or values. */
export interface ContractRiskEmbeddedInput extends ContractRiskInput {
  id?: number | null
}

/** A contract template as Coupa returns it. */
export interface ContractTemplate<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'authoring-method'?: OpenValue<'msword' | 'msword_and_online'> | null
  'ccc-id'?: string | null
  'custom-parameters'?: string | null
  description?: string | null
  'fill-with-counterparty'?: boolean | null
  'hierarchy-type'?: string | null
  name?: string | null
  'obsolete-clauses-count'?: number | null
  'supporting-document'?: boolean | null
  'template-generator-id'?: string | null
  'template-generator-type'?: number | null
  'workflow-process'?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  'contract-classification'?: Embedded<ContractClassification> | null
  'contract-hierarchy-types'?: Embedded<ContractHierarchyType>[]
  'contract-template-clauses'?: Embedded<ContractTemplateClause>[]
  'contract-types'?: Embedded<ContractType>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a contract template. */
export interface ContractTemplateInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** At most 255 characters. */
  'authoring-method'?: OpenValue<'msword' | 'msword_and_online'> | null
  /** At most 255 characters. */
  description?: string | null
  'fill-with-counterparty'?: boolean | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  source?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'contract-hierarchy-types'?: readonly ContractHierarchyTypeEmbeddedInput[] | null
  'contract-template-clauses'?: readonly ContractTemplateClauseEmbeddedInput[] | null
  'contract-types'?: readonly ContractTypeEmbeddedInput[] | null
}

/** A contract template inside another record to write: a reference by id, or values. */
export interface ContractTemplateEmbeddedInput<CustomFields = OpenCustomFields> extends ContractTemplateInput<CustomFields> {
  id?: number | null
}

/** A contract template clause as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractTemplateClause {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'clause-classification'?: number | null
  'clause-description'?: string | null
  'clause-effective-from'?: DateTime | null
  'clause-effective-to'?: DateTime | null
  'clause-key'?: number | null
  'clause-name'?: string | null
  'clause-risk-score'?: number | null
  'clause-status'?: OpenValue<'published' | 'inactive'> | null
  obsolete?: string | null
}

/** What can be written of a contract template clause. */
export interface ContractTemplateClauseInput {
  /** Required on create. */
  'clause-key'?: number | null
  /** Required on create. At most 255 characters. */
  'clause-name'?: string | null
}

/** A contract template clause inside another record to write: a reference by id, or values. */
export interface ContractTemplateClauseEmbeddedInput extends ContractTemplateClauseInput {
  id?: number | null
}

/** A contract term as Coupa returns it. */
export interface ContractTerm<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: string | null
  'tier-1-disc-pct'?: Decimal | null
  'tier-1-upper-bound'?: Decimal | null
  'tier-10-disc-pct'?: Decimal | null
  'tier-10-upper-bound'?: Decimal | null
  'tier-11-disc-pct'?: Decimal | null
  'tier-11-upper-bound'?: Decimal | null
  'tier-12-disc-pct'?: Decimal | null
  'tier-12-upper-bound'?: Decimal | null
  'tier-13-disc-pct'?: Decimal | null
  'tier-13-upper-bound'?: Decimal | null
  'tier-14-disc-pct'?: Decimal | null
  'tier-14-upper-bound'?: Decimal | null
  'tier-15-disc-pct'?: Decimal | null
  'tier-15-upper-bound'?: Decimal | null
  'tier-16-disc-pct'?: Decimal | null
  'tier-16-upper-bound'?: Decimal | null
  'tier-17-disc-pct'?: Decimal | null
  'tier-17-upper-bound'?: Decimal | null
  'tier-18-disc-pct'?: Decimal | null
  'tier-18-upper-bound'?: Decimal | null
  'tier-19-disc-pct'?: Decimal | null
  'tier-19-upper-bound'?: Decimal | null
  'tier-2-disc-pct'?: Decimal | null
  'tier-2-upper-bound'?: Decimal | null
  'tier-20-disc-pct'?: Decimal | null
  'tier-20-upper-bound'?: Decimal | null
  'tier-3-disc-pct'?: Decimal | null
  'tier-3-upper-bound'?: Decimal | null
  'tier-4-disc-pct'?: Decimal | null
  'tier-4-upper-bound'?: Decimal | null
  'tier-5-disc-pct'?: Decimal | null
  'tier-5-upper-bound'?: Decimal | null
  'tier-6-disc-pct'?: Decimal | null
  'tier-6-upper-bound'?: Decimal | null
  'tier-7-disc-pct'?: Decimal | null
  'tier-7-upper-bound'?: Decimal | null
  'tier-8-disc-pct'?: Decimal | null
  'tier-8-upper-bound'?: Decimal | null
  'tier-9-disc-pct'?: Decimal | null
  'tier-9-upper-bound'?: Decimal | null
  type?: string | null
  'use-pct-discounts'?: boolean | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a contract term. */
export interface ContractTermInput<CustomFields = OpenCustomFields> {
  /** Required on create. */
  'contract-term-type'?: OpenValue<'PerOrderContractTerm' | 'TotalQtyContractTerm' | 'TotalAmtContractTerm' | 'PriceRangeContractTerm'> | null
  /** Required on create. */
  name?: string | null
  'tier-1-disc-pct'?: DecimalInput | null
  /** Required on create. */
  'tier-1-upper-bound'?: DecimalInput | null
  'tier-10-disc-pct'?: DecimalInput | null
  'tier-10-upper-bound'?: DecimalInput | null
  'tier-11-disc-pct'?: DecimalInput | null
  'tier-11-upper-bound'?: DecimalInput | null
  'tier-12-disc-pct'?: DecimalInput | null
  'tier-12-upper-bound'?: DecimalInput | null
  'tier-13-disc-pct'?: DecimalInput | null
  'tier-13-upper-bound'?: DecimalInput | null
  'tier-14-disc-pct'?: DecimalInput | null
  'tier-14-upper-bound'?: DecimalInput | null
  'tier-15-disc-pct'?: DecimalInput | null
  'tier-15-upper-bound'?: DecimalInput | null
  'tier-16-disc-pct'?: DecimalInput | null
  'tier-16-upper-bound'?: DecimalInput | null
  'tier-17-disc-pct'?: DecimalInput | null
  'tier-17-upper-bound'?: DecimalInput | null
  'tier-18-disc-pct'?: DecimalInput | null
  'tier-18-upper-bound'?: DecimalInput | null
  'tier-19-disc-pct'?: DecimalInput | null
  'tier-19-upper-bound'?: DecimalInput | null
  'tier-2-disc-pct'?: DecimalInput | null
  'tier-2-upper-bound'?: DecimalInput | null
  'tier-20-disc-pct'?: DecimalInput | null
  'tier-20-upper-bound'?: DecimalInput | null
  'tier-3-disc-pct'?: DecimalInput | null
  'tier-3-upper-bound'?: DecimalInput | null
  'tier-4-disc-pct'?: DecimalInput | null
  'tier-4-upper-bound'?: DecimalInput | null
  'tier-5-disc-pct'?: DecimalInput | null
  'tier-5-upper-bound'?: DecimalInput | null
  'tier-6-disc-pct'?: DecimalInput | null
  'tier-6-upper-bound'?: DecimalInput | null
  'tier-7-disc-pct'?: DecimalInput | null
  'tier-7-upper-bound'?: DecimalInput | null
  'tier-8-disc-pct'?: DecimalInput | null
  'tier-8-upper-bound'?: DecimalInput | null
  'tier-9-disc-pct'?: DecimalInput | null
  'tier-9-upper-bound'?: DecimalInput | null
  'use-pct-discounts'?: boolean | null
  'custom-fields'?: CustomFields
}

/** A contract term inside another record to write: a reference by id, or values. */
export interface ContractTermEmbeddedInput<CustomFields = OpenCustomFields> extends ContractTermInput<CustomFields> {
  id?: number | null
}

/** A contract termination as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractTermination {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
}

/** What can be written of a contract termination. */
export interface ContractTerminationInput {
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
}

/** A contract termination inside another record to write: a reference by id, or values. */
export interface ContractTerminationEmbeddedInput extends ContractTerminationInput {
  id?: number | null
}

/** A contract terms and renewal as Coupa returns it. Known from Swagger only (up to R39). */
export interface ContractTermsAndRenewal {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-10'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'contract-type-custom-field-6'?: string | null
  'contract-type-custom-field-7'?: string | null
  'contract-type-custom-field-8'?: string | null
  'contract-type-custom-field-9'?: string | null
}

/** What can be written of a contract terms and renewal. */
export interface ContractTermsAndRenewalInput {
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
}

/** A contract terms and renewal inside another record to write: a reference by id, or values. */
export interface ContractTermsAndRenewalEmbeddedInput extends ContractTermsAndRenewalInput {
  id?: number | null
}

/** A contract type as Coupa returns it. */
export interface ContractType<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  'contract-classifications'?: Embedded<ContractClassification>[]
  'coupa-contract-type'?: Embedded<CoupaContractType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a contract type. */
export interface ContractTypeInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  description?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
  'contract-classifications'?: readonly ContractClassificationEmbeddedInput[] | null
  /** Required on create. */
  'coupa-contract-type'?: CoupaContractTypeEmbeddedInput | null
}

/** A contract type inside another record to write: a reference by id, name, or values. */
export interface ContractTypeEmbeddedInput<CustomFields = OpenCustomFields> extends ContractTypeInput<CustomFields> {
  id?: number | null
}

/** A counterparty address as Coupa returns it. Known from Swagger only (up to R39). */
export interface CounterpartyAddress {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  attention?: string | null
  'business-group-name'?: string | null
  city?: string | null
  'external-src-name'?: string | null
  'external-src-ref'?: string | null
  'local-tax-number'?: string | null
  'location-code'?: string | null
  name?: string | null
  'postal-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  type?: string | null
  'vat-number'?: string | null
  'content-groups'?: Embedded<BusinessGroup>[]
  country?: Embedded<Country> | null
  purposes?: Embedded<Purpose>[]
  'tax-registrations'?: Embedded<Address>[]
  'vat-country'?: Embedded<Country> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a counterparty address. */
export interface CounterpartyAddressInput {
  active?: boolean | null
  /** At most 255 characters. */
  attention?: string | null
  'business-group-name'?: string | null
  /** Required on create. At most 255 characters. */
  city?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  /** Required on create. At most 255 characters. */
  'local-tax-number'?: string | null
  /** At most 255 characters. */
  'location-code'?: string | null
  /** At most 255 characters. */
  name?: string | null
  /** Required on create. At most 255 characters. */
  'postal-code'?: string | null
  /** At most 255 characters. */
  state?: string | null
  /** At most 255 characters. */
  'state-iso-code'?: string | null
  /** Required on create. At most 255 characters. */
  street1?: string | null
  /** At most 255 characters. */
  street2?: string | null
  /** At most 255 characters. */
  street3?: string | null
  /** At most 255 characters. */
  street4?: string | null
  /** At most 255 characters. */
  'vat-number'?: string | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  purposes?: readonly PurposeEmbeddedInput[] | null
  'tax-registrations'?: readonly AddressEmbeddedInput[] | null
  'vat-country'?: CountryEmbeddedInput | null
}

/** A counterparty address inside another record to write: a reference by id, or values. */
export interface CounterpartyAddressEmbeddedInput extends CounterpartyAddressInput {
  id?: number | null
}

/** A country as Coupa returns it. Known from Swagger only (up to R39). */
export interface Country {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  code?: string | null
  name?: string | null
  'translated-name'?: string | null
}

/** What can be written of a country. */
export interface CountryInput {
  /** Required on create. At most 4 characters. */
  code?: string | null
  /** At most 100 characters. */
  name?: string | null
}

/** A country inside another record to write: a reference by id, code, or values. */
export interface CountryEmbeddedInput extends CountryInput {
  id?: number | null
}

/** A country subdivision as Coupa returns it. */
export interface CountrySubdivision {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'country-id'?: number | null
  name?: string | null
}

/** What can be written of a country subdivision. */
export interface CountrySubdivisionInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'country-id'?: number | null
  /** At most 255 characters. */
  name?: string | null
}

/** A country subdivision inside another record to write: a reference by id, or values. */
export interface CountrySubdivisionEmbeddedInput extends CountrySubdivisionInput {
}

/** A coupa contract type as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaContractType {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  name?: string | null
}

/** What can be written of a coupa contract type. */
export interface CoupaContractTypeInput {
  active?: boolean | null
  description?: string | null
  /** At most 255 characters. */
  name?: string | null
}

/** A coupa contract type inside another record to write: a reference by id, or values. */
export interface CoupaContractTypeEmbeddedInput extends CoupaContractTypeInput {
  id?: number | null
}

/** A coupa pay company payment account as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaPayCompanyPaymentAccount {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-kind'?: OpenValue<'bank' | 'virtual_card' | 'digital_wallet'> | null
  'account-name'?: string | null
  'account-type-ids'?: string | null
  'coupa-pay-id'?: number | null
  'digital-check-signature-viewpost-status'?: OpenValue<'not_used' | 'send_pending' | 'pending_response' | 'active' | 'rejected'> | null
  'document-types'?: string | null
  'payment-option'?: OpenValue<'direct_debit' | 'direct_bank_integration' | 'digital_check' | 'push' | 'paypal'> | null
  'physical-check-signature-presence'?: boolean | null
  'source-name'?: OpenValue<'csp' | 'cpaui' | 'csv' | 'migration' | 'invoice' | 'sim' | 'community' | 'wcs' | 'pmx'> | null
  'source-reference'?: string | null
  status?: string | null
  'supported-transfer-types'?: string | null
  'account-types'?: Embedded<AccountType>[]
  currency?: Embedded<Currency> | null
  'payment-partner'?: Embedded<CoupaPayPaymentPartner> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a coupa pay company payment account. */
export interface CoupaPayCompanyPaymentAccountInput {
  /** At most 255 characters. */
  'account-kind'?: OpenValue<'bank' | 'virtual_card' | 'digital_wallet'> | null
  /** Required on create. At most 255 characters. */
  'account-name'?: string | null
  'account-type-ids'?: string | null
  'coupa-pay-id'?: number | null
  /** At most 255 characters. */
  'digital-check-signature-viewpost-status'?: OpenValue<'not_used' | 'send_pending' | 'pending_response' | 'active' | 'rejected'> | null
  'document-types'?: string | null
  /** At most 255 characters. */
  'payment-option'?: OpenValue<'direct_debit' | 'direct_bank_integration' | 'digital_check' | 'push' | 'paypal'> | null
  'physical-check-signature-presence'?: boolean | null
  /** At most 255 characters. */
  'source-name'?: OpenValue<'csp' | 'cpaui' | 'csv' | 'migration' | 'invoice' | 'sim' | 'community' | 'wcs' | 'pmx'> | null
  /** At most 255 characters. */
  'source-reference'?: string | null
  'account-types'?: readonly AccountTypeEmbeddedInput[] | null
  currency?: CurrencyEmbeddedInput | null
  'payment-partner'?: CoupaPayPaymentPartnerEmbeddedInput | null
}

/** A coupa pay company payment account inside another record to write: a reference by id, or values. */
export interface CoupaPayCompanyPaymentAccountEmbeddedInput extends CoupaPayCompanyPaymentAccountInput {
  id?: number | null
}

/** A coupa pay digital check as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaPayDigitalCheck {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'beneficary-name'?: string | null
  'check-number'?: number | null
  'payment-id'?: number | null
  status?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a coupa pay digital check. */
export interface CoupaPayDigitalCheckInput {
  'beneficary-name'?: string | null
  /** Required on create. */
  'check-number'?: number | null
  'payment-id'?: number | null
  /** At most 255 characters. */
  status?: string | null
}

/** A coupa pay digital check inside another record to write: a reference by id, or values. */
export interface CoupaPayDigitalCheckEmbeddedInput extends CoupaPayDigitalCheckInput {
  id?: number | null
}

/** A coupa pay invoice as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaPayInvoice<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-amount'?: Decimal | null
  'discount-due-date'?: DateTime | null
  'document-id'?: string | null
  'document-type'?: string | null
  'exported-to-tradefin-at'?: DateTime | null
  'last-exported-at'?: DateTime | null
  'maturity-date'?: DateTime | null
  'paid-amount'?: Decimal | null
  'paid-date'?: DateTime | null
  'payable-amount'?: Decimal | null
  'remaining-amount'?: Decimal | null
  'remittance-amount'?: Decimal | null
  'reporting-total'?: Decimal | null
  status?: string | null
  'wc-eligibility'?: string | null
  'custom-fields'?: CustomFields
  'accounting-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  'received-allocations'?: Embedded<PayablesAllocation>[]
  'reconciliation-lines'?: Embedded<InvoiceReconciliationLine>[]
  'sent-allocations'?: Embedded<PayablesAllocation>[]
}

/** What can be written of a coupa pay invoice. */
export interface CoupaPayInvoiceInput<CustomFields = OpenCustomFields> {
  'maturity-date'?: DateTime | null
  /** At most 255 characters. */
  'wc-eligibility'?: string | null
  'custom-fields'?: CustomFields
  'accounting-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  'received-allocations'?: readonly PayablesAllocationEmbeddedInput[] | null
  'reconciliation-lines'?: readonly InvoiceReconciliationLineEmbeddedInput[] | null
  'sent-allocations'?: readonly PayablesAllocationEmbeddedInput[] | null
}

/** A coupa pay invoice inside another record to write: a reference by id, or values. */
export interface CoupaPayInvoiceEmbeddedInput<CustomFields = OpenCustomFields> extends CoupaPayInvoiceInput<CustomFields> {
  id?: number | null
}

/** A coupa pay payment as Coupa returns it. */
export interface CoupaPayPayment<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  'error-text'?: string | null
  'estimated-pay-from-total'?: Decimal | null
  'exchange-rate'?: Decimal | null
  exported?: boolean | null
  'external-ref-id'?: number | null
  'last-exported-at'?: DateTime | null
  'legal-entity-name'?: string | null
  'line-num'?: number | null
  'pay-from-total'?: Decimal | null
  'pay-to-total'?: Decimal | null
  'payment-batch-id'?: number | null
  'payment-identifier'?: string | null
  'released-at'?: DateTime | null
  'reporting-pay-from-total'?: Decimal | null
  'reporting-pay-to-total'?: Decimal | null
  'requested-execution-date'?: DateOnly | null
  'source-name'?: string | null
  'source-reference'?: string | null
  status?: OpenValue<'draft' | 'approved' | 'payment_initiated' | 'payment_in_progress' | 'completed_successfully' | 'completed_with_errors'> | null
  'transfer-type'?: string | null
  type?: string | null
  'custom-fields'?: CustomFields
  'digital-check'?: Embedded<CoupaPayDigitalCheck> | null
  'pay-from-account'?: Embedded<CoupaPayCompanyPaymentAccount> | null
  'pay-from-currency'?: Embedded<Currency> | null
  'pay-from-external-gl-account'?: Embedded<ExternalGlAccount> | null
  'pay-to-account'?: Embedded<CoupaPaySupplierPaymentAccountSerializer> | null
  'pay-to-currency'?: Embedded<Currency> | null
  'pay-to-external-gl-account'?: Embedded<ExternalGlAccount> | null
  payee?: Embedded<Supplier> | null
  'payment-batch'?: Embedded<CoupaPayPaymentBatch> | null
  'payment-details'?: Embedded<CoupaPayPaymentDetail>[]
  'reporting-currency'?: Embedded<Currency> | null
  'supplier-site'?: Embedded<SupplierSite> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a coupa pay payment. */
export interface CoupaPayPaymentInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
  'pay-from-external-gl-account'?: ExternalGlAccountEmbeddedInput | null
  'pay-to-external-gl-account'?: ExternalGlAccountEmbeddedInput | null
  'supplier-site'?: SupplierSiteEmbeddedInput | null
}

/** A coupa pay payment inside another record to write: a reference by id, or values. */
export interface CoupaPayPaymentEmbeddedInput<CustomFields = OpenCustomFields> extends CoupaPayPaymentInput<CustomFields> {
  id?: number | null
}

/** A coupa pay payment batch as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaPayPaymentBatch {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  status?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a coupa pay payment batch can be written. */
export type CoupaPayPaymentBatchInput = EmptyInput

/** A coupa pay payment batch inside another record to write: a reference by id, or values. */
export interface CoupaPayPaymentBatchEmbeddedInput {
  id?: number | null
}

/** A coupa pay payment detail as Coupa returns it. */
export interface CoupaPayPaymentDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'adjustment-total'?: Decimal | null
  'discount-total'?: Decimal | null
  'payable-document-type'?: string | null
  'payable-id'?: number | null
  'payable-type'?: string | null
  'payment-id'?: string | null
  'payment-total'?: Decimal | null
  'source-transaction-id'?: number | null
  'source-transaction-reference'?: string | null
  'source-transaction-type'?: string | null
  'supplier-site'?: string | null
  'transaction-total'?: Decimal | null
  currency?: Embedded<Currency> | null
  'payable-allocations'?: Embedded<PayablesAllocation>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a coupa pay payment detail. */
export interface CoupaPayPaymentDetailInput {
  /** Required on create. At most 255 characters. */
  'payable-type'?: string | null
  'payable-allocations'?: readonly PayablesAllocationEmbeddedInput[] | null
}

/** A coupa pay payment detail inside another record to write: a reference by id, or values. */
export interface CoupaPayPaymentDetailEmbeddedInput extends CoupaPayPaymentDetailInput {
  id?: number | null
}

/** A coupa pay payment partner as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaPayPaymentPartner {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'card-network'?: string | null
  configuration?: string | null
  'coupa-pay-id'?: number | null
  'currency-id'?: number | null
  'financial-counterparty-id'?: number | null
  'issuing-bank'?: string | null
  name?: string | null
  notes?: string | null
  'payment-partner-type'?: string | null
  'product-names'?: string | null
  status?: string | null
  type?: string | null
  'account-types'?: unknown[]
  currency?: Embedded<Currency> | null
  'financial-counterparty'?: Embedded<FinancialCounterparty> | null
  'po-charge-holding-account'?: Embedded<Account> | null
  products?: unknown[]
  'support-contact'?: Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a coupa pay payment partner. */
export interface CoupaPayPaymentPartnerInput {
  configuration?: string | null
  'coupa-pay-id'?: number | null
  'currency-id'?: number | null
  'financial-counterparty-id'?: number | null
  /** At most 255 characters. */
  'issuing-bank'?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  notes?: string | null
  /** Required on create. At most 255 characters. */
  'payment-partner-type'?: string | null
  'product-names'?: string | null
  /** Required on create. At most 255 characters. */
  type?: string | null
  'account-types'?: readonly unknown[] | null
  currency?: CurrencyEmbeddedInput | null
  'financial-counterparty'?: FinancialCounterpartyEmbeddedInput | null
  'po-charge-holding-account'?: AccountEmbeddedInput | null
  products?: readonly unknown[] | null
  'support-contact'?: UserEmbeddedInput | null
}

/** A coupa pay payment partner inside another record to write: a reference by id, or values. */
export interface CoupaPayPaymentPartnerEmbeddedInput extends CoupaPayPaymentPartnerInput {
  id?: number | null
}

/** A coupa pay statement as Coupa returns it. */
export interface CoupaPayStatement<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'coupa-pay-id'?: number | null
  exported?: boolean | null
  'external-ref-id'?: string | null
  'last-exported-at'?: DateTime | null
  name?: string | null
  'number-of-lines'?: number | null
  'statement-date'?: DateTime | null
  total?: Decimal | null
  'custom-fields'?: CustomFields
  currency?: Embedded<Currency> | null
  'payment-partner'?: Embedded<CoupaPayPaymentPartner> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a coupa pay statement. */
export interface CoupaPayStatementInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A coupa pay statement inside another record to write: a reference by id, or values. */
export interface CoupaPayStatementEmbeddedInput<CustomFields = OpenCustomFields> extends CoupaPayStatementInput<CustomFields> {
  id?: number | null
}

/** A coupa pay supplier payment account serializer as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaPaySupplierPaymentAccountSerializer {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-kind'?: string | null
  'account-name'?: string | null
  'coupa-pay-id'?: number | null
  'document-types'?: string | null
  'payment-option'?: string | null
  'source-name'?: string | null
  'source-reference'?: string | null
  status?: string | null
  'supported-transfer-types'?: string | null
  currency?: Embedded<Currency> | null
}

/** Nothing of a coupa pay supplier payment account serializer can be written. */
export type CoupaPaySupplierPaymentAccountSerializerInput = EmptyInput

/** A coupa pay supplier payment account serializer inside another record to write: a reference by id, or values. */
export interface CoupaPaySupplierPaymentAccountSerializerEmbeddedInput {
  id?: number | null
}

/** A coupa pay virtual card as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaPayVirtualCard {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'card-number'?: string | null
  'card-preview'?: string | null
  'card-type'?: string | null
  'card-url'?: boolean | null
  'coupa-pay-id'?: number | null
  'credit-account'?: string | null
  'document-id'?: number | null
  'document-title'?: string | null
  'document-type'?: string | null
  'expiry-month'?: number | null
  'expiry-year'?: number | null
  'external-ref-id'?: string | null
  'missing-receipt'?: boolean | null
  name?: string | null
  'order-header-id'?: number | null
  'payment-tolerance'?: Decimal | null
  'requested-by-id'?: number | null
  status?: OpenValue<'pending' | 'requested' | 'active' | 'inactive' | 'failed' | 'update_failed' | 'generated' | 'transmission_failed' | 'sent' | 'cancelled' | 'processed' | 'processing_failed'> | null
  'status-reason'?: OpenValue<'none' | 'po_soft_close' | 'po_hard_close' | 'po_cancellation' | 'invoice_payment_cancellation' | 'expense_card_cancellation' | 'trip_booking_cancellation' | 'ghost_card_cancellation' | 'past_validity_period' | 'tolerance_reached' | 'partner_creation_failed' | 'connection_error' | 'update_failed'> | null
  'status-reason-translated'?: string | null
  'status-translated'?: string | null
  'total-booked'?: Decimal | null
  'total-charged'?: Decimal | null
  'total-remaining'?: Decimal | null
  'transmission-method'?: OpenValue<'csp' | 'cxml' | 'email_by_issuer' | 'boost' | 'stripe' | 'viewable_in_core' | 'travel_booking_portal'> | null
  'transmission-status'?: OpenValue<'none' | 'send_pending' | 'sent' | 'send_failed'> | null
  'utilization-status'?: OpenValue<'not_charged' | 'partially_charged' | 'fully_charged' | 'overcharged'> | null
  'valid-from'?: DateTime | null
  'valid-to'?: DateTime | null
  currency?: Embedded<Currency> | null
  'payment-partner'?: Embedded<CoupaPayVirtualCardPartner> | null
  'requested-by'?: Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a coupa pay virtual card. */
export interface CoupaPayVirtualCardInput {
  /** At most 255 characters. */
  'card-number'?: string | null
  /** At most 255 characters. */
  'card-type'?: string | null
  'coupa-pay-id'?: number | null
  /** At most 255 characters. */
  'credit-account'?: string | null
  'document-id'?: number | null
  /** At most 255 characters. */
  'document-type'?: string | null
  'expiry-month'?: number | null
  'expiry-year'?: number | null
  /** Required on create. At most 255 characters. */
  'external-ref-id'?: string | null
  /** At most 255 characters. */
  name?: string | null
  'order-header-id'?: number | null
  /** Required on create. */
  'requested-by-id'?: number | null
  /** At most 255 characters. */
  status?: OpenValue<'pending' | 'requested' | 'active' | 'inactive' | 'failed' | 'update_failed' | 'generated' | 'transmission_failed' | 'sent' | 'cancelled' | 'processed' | 'processing_failed'> | null
  /** Required on create. */
  'total-booked'?: DecimalInput | null
  'total-charged'?: DecimalInput | null
  'valid-from'?: DateTime | null
  'valid-to'?: DateTime | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  'payment-partner'?: CoupaPayVirtualCardPartnerEmbeddedInput | null
  'requested-by'?: UserEmbeddedInput | null
}

/** A coupa pay virtual card inside another record to write: a reference by id, or values. */
export interface CoupaPayVirtualCardEmbeddedInput extends CoupaPayVirtualCardInput {
  id?: number | null
}

/** A coupa pay virtual card partner as Coupa returns it. Known from Swagger only (up to R39). */
export interface CoupaPayVirtualCardPartner {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'card-network'?: OpenValue<'visa' | 'mastercard' | 'amex'> | null
  configuration?: string | null
  'coupa-pay-id'?: number | null
  'currency-id'?: number | null
  'financial-counterparty-id'?: number | null
  'issuing-bank'?: string | null
  name?: string | null
  notes?: string | null
  'payment-partner-type'?: OpenValue<'conferma' | 'jpmc' | 'amex' | 'mastercard'> | null
  'product-names'?: string | null
  status?: string | null
  type?: string | null
  'account-types'?: Embedded<CoupaPayPaymentPartner>[]
  currency?: Embedded<Currency> | null
  'financial-counterparty'?: Embedded<FinancialCounterparty> | null
  'po-charge-holding-account'?: Embedded<Account> | null
  products?: Embedded<CoupaPayPaymentPartner>[]
  'support-contact'?: Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a coupa pay virtual card partner. */
export interface CoupaPayVirtualCardPartnerInput {
  configuration?: string | null
  'coupa-pay-id'?: number | null
  'currency-id'?: number | null
  'financial-counterparty-id'?: number | null
  /** At most 255 characters. */
  'issuing-bank'?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  notes?: string | null
  /** Required on create. At most 255 characters. */
  'payment-partner-type'?: OpenValue<'conferma' | 'jpmc' | 'amex' | 'mastercard'> | null
  'product-names'?: string | null
  /** Required on create. At most 255 characters. */
  type?: string | null
  'account-types'?: readonly CoupaPayPaymentPartnerEmbeddedInput[] | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  'financial-counterparty'?: FinancialCounterpartyEmbeddedInput | null
  'po-charge-holding-account'?: AccountEmbeddedInput | null
  products?: readonly CoupaPayPaymentPartnerEmbeddedInput[] | null
  /** Required on create. */
  'support-contact'?: UserEmbeddedInput | null
}

/** A coupa pay virtual card partner inside another record to write: a reference by id, or values. */
export interface CoupaPayVirtualCardPartnerEmbeddedInput extends CoupaPayVirtualCardPartnerInput {
  id?: number | null
}

/** A currency as Coupa returns it. */
export interface Currency {
  id: number
  code?: string | null
  decimals?: number | null
  enabled?: boolean | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a currency. */
export interface CurrencyInput {
  /** Required on create. Unique. */
  code?: string | null
  enabled?: boolean | null
  'enabled-flag'?: boolean | null
  /** Required on create. Unique. */
  name?: string | null
  symbol?: string | null
}

/** A currency inside another record to write: a reference by id, code, or values. */
export interface CurrencyEmbeddedInput extends CurrencyInput {
  id?: number | null
}

/** A custom object instance as Coupa returns it. */
export interface CustomObjectInstance<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'custom-object-code'?: string | null
  'custom-object-name'?: string | null
  'form-response-id'?: number | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a custom object instance. */
export interface CustomObjectInstanceInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A custom object instance inside another record to write: a reference by id, or values. */
export interface CustomObjectInstanceEmbeddedInput<CustomFields = OpenCustomFields> extends CustomObjectInstanceInput<CustomFields> {
  id?: number | null
}

/** A customer support contact as Coupa returns it. */
export interface CustomerSupportContact {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  email?: string | null
  fullname?: string | null
  'user-id'?: number | null
  purposes?: Embedded<Purpose>[]
  user?: Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a customer support contact. */
export interface CustomerSupportContactInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  email?: string | null
  fullname?: string | null
  /** Required on create. Unique. */
  'user-id'?: number | null
  purposes?: readonly PurposeEmbeddedInput[] | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A customer support contact inside another record to write: a reference by id, or values. */
export interface CustomerSupportContactEmbeddedInput extends CustomerSupportContactInput {
}

/** A cycle count as Coupa returns it. */
export interface CycleCount<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  status?: string | null
  'custom-fields'?: CustomFields
  'cycle-count-lines'?: Embedded<CycleCountLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a cycle count. */
export interface CycleCountInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A cycle count inside another record to write: a reference by id, or values. */
export interface CycleCountEmbeddedInput<CustomFields = OpenCustomFields> extends CycleCountInput<CustomFields> {
  id?: number | null
}

/** A cycle count line as Coupa returns it. */
export interface CycleCountLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'balance-quantity'?: Decimal | null
  'consumption-quantity'?: Decimal | null
  'cycle-count-id'?: number | null
  discrepancy?: string | null
  'discrepancy-value'?: Decimal | null
  'on-hand-balance'?: string | null
  'order-quantity'?: Decimal | null
  quantity?: Decimal | null
  status?: string | null
  'custom-fields'?: CustomFields
  'cycle-count-line-adjustments'?: unknown[]
  'cycle-count-line-lots'?: Embedded<CycleCountLineLot>[]
  'inventory-balance'?: Embedded<InventoryBalance> | null
  item?: Embedded<Item> | null
  'non-voided-inventory-transactions'?: Embedded<InventoryTransaction>[]
  uom?: Embedded<UnitOfMeasure> | null
}

/** What can be written of a cycle count line. */
export interface CycleCountLineInput<CustomFields = OpenCustomFields> {
  'consumption-quantity'?: DecimalInput | null
  'order-quantity'?: DecimalInput | null
  /** Required on create. */
  quantity?: DecimalInput | null
  'custom-fields'?: CustomFields
  'cycle-count-line-lots'?: readonly CycleCountLineLotEmbeddedInput[] | null
}

/** A cycle count line inside another record to write: a reference by id, or values. */
export interface CycleCountLineEmbeddedInput<CustomFields = OpenCustomFields> extends CycleCountLineInput<CustomFields> {
  id?: number | null
}

/** A cycle count line lot as Coupa returns it. */
export interface CycleCountLineLot {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'balance-quantity'?: Decimal | null
  'consumption-quantity'?: Decimal | null
  'cycle-count-line-id'?: number | null
  'inventory-lot-id'?: number | null
  'order-quantity'?: Decimal | null
  quantity?: Decimal | null
  'uom-id'?: number | null
  'inventory-lot'?: Embedded<InventoryLot> | null
  uom?: Embedded<UnitOfMeasure> | null
}

/** What can be written of a cycle count line lot. */
export interface CycleCountLineLotInput {
  'consumption-quantity'?: DecimalInput | null
  'inventory-lot-id'?: number | null
  'inventory-lot-number'?: string | null
  'order-quantity'?: DecimalInput | null
  /** Required on create. */
  quantity?: DecimalInput | null
  'uom-id'?: number | null
}

/** A cycle count line lot inside another record to write: a reference by id, or values. */
export interface CycleCountLineLotEmbeddedInput extends CycleCountLineLotInput {
  id?: number | null
}

/** A data file source as Coupa returns it. */
export interface DataFileSource<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'end-time'?: DateTime | null
  'file-content-type'?: string | null
  'file-file-name'?: string | null
  'file-file-size'?: string | null
  'integration-id'?: number | null
  'integration-run-id'?: number | null
  progress?: number | null
  'records-count'?: number | null
  'records-created'?: number | null
  'records-updated'?: number | null
  'result-text'?: string | null
  'source-for'?: string | null
  'start-time'?: DateTime | null
  status?: OpenValue<'Done' | 'Failed' | 'Retrying' | 'Loading' | 'Submitted to Resque' | 'Pending' | 'Uploading' | 'Paused' | 'Stopped'> | null
  type?: string | null
  'upload-errors-count'?: number | null
  'custom-fields'?: CustomFields
  'upload-errors'?: Embedded<UploadError>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a data file source. */
export interface DataFileSourceInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A data file source inside another record to write: a reference by id, or values. */
export interface DataFileSourceEmbeddedInput<CustomFields = OpenCustomFields> extends DataFileSourceInput<CustomFields> {
  id?: number | null
}

/** A default receiving location as Coupa returns it. */
export interface DefaultReceivingLocation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'custom-fields'?: CustomFields
  item?: Embedded<Item> | null
  warehouse?: Embedded<Warehouse> | null
  'warehouse-location'?: Embedded<WarehouseLocation> | null
}

/** What can be written of a default receiving location. */
export interface DefaultReceivingLocationInput<CustomFields = OpenCustomFields> {
  'item-id'?: number | null
  'warehouse-id'?: number | null
  'warehouse-location-id'?: number | null
  'custom-fields'?: CustomFields
}

/** A default receiving location inside another record to write: a reference by id, or values. */
export interface DefaultReceivingLocationEmbeddedInput<CustomFields = OpenCustomFields> extends DefaultReceivingLocationInput<CustomFields> {
  id?: number | null
}

/** A delegation as Coupa returns it. */
export interface Delegation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'approval-delegate'?: boolean | null
  'delegate-id'?: number | null
  'delegator-id'?: number | null
  'end-date'?: DateTime | null
  'invoice-requester-delegate'?: boolean | null
  reason?: string | null
  'receiving-delegate'?: boolean | null
  'review-delegate'?: boolean | null
  'start-date'?: DateTime | null
  'custom-fields'?: CustomFields
  delegate?: Embedded<User> | null
  delegator?: Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a delegation. */
export interface DelegationInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A delegation inside another record to write: a reference by id, or values. */
export interface DelegationEmbeddedInput<CustomFields = OpenCustomFields> extends DelegationInput<CustomFields> {
  id?: number | null
}

/** A department as Coupa returns it. */
export interface Department<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  name?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a department. */
export interface DepartmentInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. Unique. */
  name?: string | null
  'custom-fields'?: CustomFields
}

/** A department inside another record to write: a reference by id, name, or values. */
export interface DepartmentEmbeddedInput<CustomFields = OpenCustomFields> extends DepartmentInput<CustomFields> {
  id?: number | null
}

/** A dispute reason as Coupa returns it. */
export interface DisputeReason {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  code?: string | null
  description?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a dispute reason can be written. */
export type DisputeReasonInput = EmptyInput

/** A dispute reason inside another record to write: a reference by id, code, or values. */
export interface DisputeReasonEmbeddedInput {
  id?: number | null
  code?: string | null
}

/** A distance as Coupa returns it. Known from Swagger only (up to R39). */
export interface Distance {
}

/** Nothing of a distance can be written. */
export type DistanceInput = EmptyInput

/** Nothing of a distance can be written. */
export type DistanceEmbeddedInput = EmptyInput

/** A diversity association as Coupa returns it. */
export interface DiversityAssociation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  country?: Embedded<Country> | null
  'diversity-category'?: Embedded<DiversityCategory> | null
  'diversity-subcategory'?: Embedded<DiversitySubcategory> | null
  'sim-diversity-certificate-artifacts'?: Embedded<SimDiversityCertificateArtifact>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a diversity association. */
export interface DiversityAssociationInput {
  id?: number | null
  /** Required on create. */
  'country-id'?: number | null
  /** Required on create. Unique. */
  'diversity-category-id'?: number | null
  /** Required on create. */
  'diversity-subcategory-id'?: number | null
  country?: CountryEmbeddedInput | null
  'diversity-category'?: DiversityCategoryEmbeddedInput | null
  'diversity-subcategory'?: DiversitySubcategoryEmbeddedInput | null
  'sim-diversity-certificate-artifacts'?: readonly SimDiversityCertificateArtifactEmbeddedInput[] | null
}

/** A diversity association inside another record to write: a reference by id, or values. */
export interface DiversityAssociationEmbeddedInput extends DiversityAssociationInput {
}

/** A diversity category as Coupa returns it. */
export interface DiversityCategory<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  category?: string | null
  code?: OpenValue<'ABILITYONE' | 'ACDBE' | 'AMS' | 'ANC' | 'BOB' | 'DBE' | 'DOB' | 'DVBE' | 'EDWOSB' | 'EMB' | 'HBCU' | 'HUBZone' | 'IOB' | 'LGBTBE' | 'LSA' | 'MBE' | 'MGOB' | 'NPO' | 'SBA8A' | 'SBE' | 'SDB' | 'SDVBE' | 'SDVOSB' | 'VOB' | 'VVO' | 'WBE' | 'WOSB'> | null
  'parent-category'?: string | null
  'custom-fields'?: CustomFields
  'diversity-subcategories'?: Embedded<DiversitySubcategory>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a diversity category. */
export interface DiversityCategoryInput<CustomFields = OpenCustomFields> {
  id?: number | null
  /** Required on create. Unique. At most 255 characters. */
  code?: OpenValue<'ABILITYONE' | 'ACDBE' | 'AMS' | 'ANC' | 'BOB' | 'DBE' | 'DOB' | 'DVBE' | 'EDWOSB' | 'EMB' | 'HBCU' | 'HUBZone' | 'IOB' | 'LGBTBE' | 'LSA' | 'MBE' | 'MGOB' | 'NPO' | 'SBA8A' | 'SBE' | 'SDB' | 'SDVBE' | 'SDVOSB' | 'VOB' | 'VVO' | 'WBE' | 'WOSB'> | null
  'custom-fields'?: CustomFields
}

/** A diversity category inside another record to write: a reference by id, code, or values. */
export interface DiversityCategoryEmbeddedInput<CustomFields = OpenCustomFields> extends DiversityCategoryInput<CustomFields> {
}

/** A diversity certification agency as Coupa returns it. */
export interface DiversityCertificationAgency {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  code?: string | null
  name?: string | null
  'region-type'?: string | null
}

/** What can be written of a diversity certification agency. */
export interface DiversityCertificationAgencyInput {
  /** At most 255 characters. */
  code?: string | null
  /** At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  'region-type'?: string | null
}

/** A diversity certification agency inside another record to write: a reference by id, or values. */
export interface DiversityCertificationAgencyEmbeddedInput extends DiversityCertificationAgencyInput {
  id?: number | null
}

/** A diversity subcategory as Coupa returns it. */
export interface DiversitySubcategory {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  category?: string | null
  code?: OpenValue<'B' | 'C' | 'F' | 'JK' | 'LATAM' | 'PI' | 'SA' | 'WAA' | 'AAB' | 'BACBB' | 'MMEG' | 'OEG' | 'AABLK' | 'AAIA' | 'APA' | 'HLA' | 'NAO' | 'FN' | 'N' | 'MT'> | null
  designation?: string | null
  'parent-category'?: unknown
  'diversity-subcategories'?: Embedded<DiversitySubcategory>[]
}

/** What can be written of a diversity subcategory. */
export interface DiversitySubcategoryInput {
  id?: number | null
  /** Required on create. Unique. At most 255 characters. */
  code?: OpenValue<'B' | 'C' | 'F' | 'JK' | 'LATAM' | 'PI' | 'SA' | 'WAA' | 'AAB' | 'BACBB' | 'MMEG' | 'OEG' | 'AABLK' | 'AAIA' | 'APA' | 'HLA' | 'NAO' | 'FN' | 'N' | 'MT'> | null
  'diversity-subcategories'?: readonly DiversitySubcategoryEmbeddedInput[] | null
}

/** A diversity subcategory inside another record to write: a reference by id, or values. */
export interface DiversitySubcategoryEmbeddedInput extends DiversitySubcategoryInput {
}

/** An easy form as Coupa returns it. Known from Swagger only (up to R39). */
export interface EasyForm {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'auto-apply'?: boolean | null
  'auto-approve'?: boolean | null
  banner?: string | null
  description?: string | null
  'hide-from-search'?: boolean | null
  image?: string | null
  links?: string | null
  model?: string | null
  'model-scope'?: string | null
  'model-subtype'?: string | null
  name?: string | null
  preferred?: string | null
  status?: string | null
  warnings?: string | null
  'content-groups'?: Embedded<BusinessGroup>[]
  'easy-form-widgets'?: Embedded<EasyFormWidget>[]
  owner?: Embedded<User> | null
  'scheduler-configuration'?: Embedded<EasyFormSchedulerConfiguration> | null
  taggings?: Embedded<Tagging>[]
  tags?: Embedded<Tag>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an easy form. */
export interface EasyFormInput {
  /** At most 255 characters. */
  description?: string | null
  /** At most 255 characters. */
  model?: string | null
  /** At most 255 characters. */
  'model-scope'?: string | null
  /** At most 255 characters. */
  'model-subtype'?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  preferred?: string | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'easy-form-widgets'?: readonly EasyFormWidgetEmbeddedInput[] | null
  owner?: UserEmbeddedInput | null
  'scheduler-configuration'?: EasyFormSchedulerConfigurationEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
}

/** An easy form inside another record to write: a reference by id, or values. */
export interface EasyFormEmbeddedInput extends EasyFormInput {
  id?: number | null
}

/** An easy form response as Coupa returns it. */
export interface EasyFormResponse<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'easy-form-id'?: number | null
  name?: string | null
  status?: string | null
  'submitted-at'?: DateTime | null
  'custom-fields'?: CustomFields
  approvals?: Embedded<Approval>[]
  'current-approval'?: Embedded<Approval> | null
  'current-parallel-approvals'?: Embedded<Approval>[]
  'easy-form-widget-responses'?: Embedded<EasyFormWidgetResponse>[]
  'requested-by'?: Embedded<User> | null
  subject?: Embedded<Invoice> | Embedded<InvoiceLine> | Embedded<SupplierInformation> | Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an easy form response. */
export interface EasyFormResponseInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  preferred?: string | null
  'custom-fields'?: CustomFields
}

/** An easy form response inside another record to write: a reference by id, or values. */
export interface EasyFormResponseEmbeddedInput<CustomFields = OpenCustomFields> extends EasyFormResponseInput<CustomFields> {
  id?: number | null
}

/** An easy form scheduler configuration as Coupa returns it. Known from Swagger only (up to R39). */
export interface EasyFormSchedulerConfiguration {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'easy-form-id'?: number | null
  'first-reminder-day'?: number | null
  'form-cancellation-day'?: number | null
  'fourth-reminder-day'?: number | null
  'remind-cancellation-requester'?: boolean | null
  'remind-cancellation-responder'?: boolean | null
  'remind-requester'?: boolean | null
  'remind-responder'?: boolean | null
  'second-reminder-day'?: number | null
  'third-reminder-day'?: number | null
}

/** What can be written of an easy form scheduler configuration. */
export interface EasyFormSchedulerConfigurationInput {
  'easy-form-id'?: number | null
  'first-reminder-day'?: number | null
  'form-cancellation-day'?: number | null
  'fourth-reminder-day'?: number | null
  'remind-cancellation-requester'?: boolean | null
  'remind-cancellation-responder'?: boolean | null
  'remind-requester'?: boolean | null
  'remind-responder'?: boolean | null
  'second-reminder-day'?: number | null
  'third-reminder-day'?: number | null
}

/** An easy form scheduler configuration inside another record to write: a reference by id, or values. */
export interface EasyFormSchedulerConfigurationEmbeddedInput extends EasyFormSchedulerConfigurationInput {
  id?: number | null
}

/** An easy form widget as Coupa returns it. Known from Swagger only (up to R39). */
export interface EasyFormWidget {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'backing-attribute'?: string | null
  'date-value'?: DateTime | null
  'default-value'?: string | null
  deletable?: boolean | null
  'easy-form-id'?: number | null
  editability?: string | null
  encrypted?: boolean | null
  'field-name'?: string | null
  'field-type'?: string | null
  hint?: string | null
  'input-type'?: string | null
  'is-internal'?: boolean | null
  'page-break-widget-id'?: number | null
  position?: number | null
  prompt?: string | null
  required?: boolean | null
  'selected-options'?: string | null
  'supplier-visible-attachment'?: boolean | null
  type?: string | null
  value?: string | null
  condition?: Embedded<EasyFormWidgetSimpleCondition> | null
  rules?: Embedded<EasyFormWidgetRule>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an easy form widget. */
export interface EasyFormWidgetInput {
  /** At most 255 characters. */
  'backing-attribute'?: string | null
  'date-value'?: DateTime | null
  'easy-form-id'?: number | null
  /** Required on create. At most 255 characters. */
  'field-name'?: string | null
  /** At most 255 characters. */
  hint?: string | null
  position?: number | null
  prompt?: string | null
  'supplier-visible-attachment'?: boolean | null
  /** At most 255 characters. */
  type?: string | null
  value?: string | null
  condition?: EasyFormWidgetSimpleConditionEmbeddedInput | null
  rules?: readonly EasyFormWidgetRuleEmbeddedInput[] | null
}

/** An easy form widget inside another record to write: a reference by id, or values. */
export interface EasyFormWidgetEmbeddedInput extends EasyFormWidgetInput {
  id?: number | null
}

/** An easy form widget response as Coupa returns it. */
export interface EasyFormWidgetResponse {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  answer?: string | null
  'easy-form-id'?: number | null
  'easy-form-response-id'?: number | null
  'easy-form-widget-id'?: number | null
  'encrypted-answer'?: string | null
  'field-name'?: string | null
  type?: string | null
  'widget-label'?: string | null
  'widget-type'?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an easy form widget response. */
export interface EasyFormWidgetResponseInput {
  'supplier-visible-attachment'?: boolean | null
}

/** An easy form widget response inside another record to write: a reference by id, or values. */
export interface EasyFormWidgetResponseEmbeddedInput extends EasyFormWidgetResponseInput {
  id?: number | null
}

/** An easy form widget rule as Coupa returns it. Known from Swagger only (up to R39). */
export interface EasyFormWidgetRule {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'easy-form-widget-id'?: number | null
  parameters?: string | null
  type?: string | null
  value?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an easy form widget rule. */
export interface EasyFormWidgetRuleInput {
  /** Required on create. */
  'easy-form-widget-id'?: number | null
  parameters?: string | null
  /** At most 255 characters. */
  type?: string | null
  /** At most 255 characters. */
  value?: string | null
}

/** An easy form widget rule inside another record to write: a reference by id, or values. */
export interface EasyFormWidgetRuleEmbeddedInput extends EasyFormWidgetRuleInput {
  id?: number | null
}

/** An easy form widget simple condition as Coupa returns it. Known from Swagger only (up to R39). */
export interface EasyFormWidgetSimpleCondition {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'lhs-field-name'?: string | null
  'lhs-widget-id'?: number | null
  rhs?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an easy form widget simple condition. */
export interface EasyFormWidgetSimpleConditionInput {
  /** Required on create. At most 255 characters. */
  rhs?: string | null
}

/** An easy form widget simple condition inside another record to write: a reference by id, or values. */
export interface EasyFormWidgetSimpleConditionEmbeddedInput extends EasyFormWidgetSimpleConditionInput {
  id?: number | null
}

/** An enterprise as Coupa returns it. Known from Swagger only (up to R39). */
export interface Enterprise {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'active-flag'?: boolean | null
  code?: string | null
  description?: string | null
  name?: string | null
  'system-flag'?: boolean | null
  'tax-coding-enabled'?: string | null
  'vendor-remit-to-required'?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an enterprise. */
export interface EnterpriseInput {
  'active-flag'?: boolean | null
  /** Required on create. At most 6 characters. */
  code?: string | null
  /** At most 255 characters. */
  description?: string | null
  /** Required on create. At most 100 characters. */
  name?: string | null
  'tax-coding-enabled'?: string | null
  'vendor-remit-to-required'?: string | null
}

/** An enterprise inside another record to write: a reference by id, or values. */
export interface EnterpriseEmbeddedInput extends EnterpriseInput {
  id?: number | null
}

/** An esign provider account as Coupa returns it. */
export interface EsignProviderAccount {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: string | null
  provider?: OpenValue<'docusign' | 'adobesign'> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an esign provider account. */
export interface EsignProviderAccountInput {
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  /** Required on create. At most 255 characters. */
  provider?: OpenValue<'docusign' | 'adobesign'> | null
}

/** An esign provider account inside another record to write: a reference by id, or values. */
export interface EsignProviderAccountEmbeddedInput extends EsignProviderAccountInput {
  id?: number | null
}

/** An exchange rate as Coupa returns it. */
export interface ExchangeRate<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  rate?: Decimal | null
  'rate-date'?: DateTime | null
  'custom-fields'?: CustomFields
  'from-currency'?: Embedded<Currency> | null
  'to-currency'?: Embedded<Currency> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an exchange rate. */
export interface ExchangeRateInput<CustomFields = OpenCustomFields> {
  rate?: DecimalInput | null
  /** Unique. */
  'rate-date'?: DateTime | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  'from-currency'?: CurrencyEmbeddedInput | null
  /** Required on create. */
  'to-currency'?: CurrencyEmbeddedInput | null
}

/** An exchange rate inside another record to write: a reference by id, rate-date, from-currency, to-currency, or values. */
export interface ExchangeRateEmbeddedInput<CustomFields = OpenCustomFields> extends ExchangeRateInput<CustomFields> {
  id?: number | null
}

/** An expected limit as Coupa returns it. */
export interface ExpectedLimit {
  id: number
  characteristicId?: number | null
  comparisonOperator?: OpenValue<'eq' | 'gt' | 'lt' | 'ge' | 'le'> | null
  comparisonValue?: number | null
  limitType?: OpenValue<'min' | 'max'> | null
}

/** What can be written of an expected limit. */
export interface ExpectedLimitInput {
  comparisonOperator?: OpenValue<'eq' | 'gt' | 'lt' | 'ge' | 'le'> | null
  comparisonValue?: number | null
  limitType?: OpenValue<'min' | 'max'> | null
}

/** An expected limit inside another record to write: a reference by id, or values. */
export interface ExpectedLimitEmbeddedInput extends ExpectedLimitInput {
  id?: number | null
}

/** An expected result as Coupa returns it. */
export interface ExpectedResult {
  id: number
  characteristicId?: number | null
  numericValue?: number | null
  qualitativeValue?: string | null
  valuePrecision?: number | null
}

/** What can be written of an expected result. */
export interface ExpectedResultInput {
  qualitativeValue?: string | null
  targetValue?: number | null
  valuePrecision?: number | null
}

/** An expected result inside another record to write: a reference by id, or values. */
export interface ExpectedResultEmbeddedInput extends ExpectedResultInput {
  id?: number | null
}

/** An expense artifact as Coupa returns it. */
export interface ExpenseArtifact<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'digitization-error'?: string | null
  'digitization-status'?: string | null
  'digitized-receipt-content-type'?: string | null
  'digitized-receipt-file-name'?: string | null
  'digitized-receipt-file-size'?: number | null
  'external-src-ref'?: string | null
  'image-content-type'?: string | null
  'image-file-name'?: string | null
  'image-file-size'?: string | null
  'image-rotation'?: number | null
  'ocr-status'?: string | null
  placeholder?: boolean | null
  'source-content-type'?: string | null
  'source-file-name'?: string | null
  'source-file-size'?: string | null
  url?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an expense artifact. */
export interface ExpenseArtifactInput<CustomFields = OpenCustomFields> {
  'image-rotation'?: number | null
  /** At most 50 characters. */
  'ocr-status'?: string | null
  'custom-fields'?: CustomFields
}

/** An expense artifact inside another record to write: a reference by id, or values. */
export interface ExpenseArtifactEmbeddedInput<CustomFields = OpenCustomFields> extends ExpenseArtifactInput<CustomFields> {
  id?: number | null
}

/** An expense attendee as Coupa returns it. */
export interface ExpenseAttendee<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'avatar-thumb-url'?: string | null
  company?: string | null
  'company-active'?: string | null
  email?: string | null
  'expense-attendee-type-custom-field-1'?: string | null
  'expense-attendee-type-custom-field-10'?: string | null
  'expense-attendee-type-custom-field-2'?: string | null
  'expense-attendee-type-custom-field-3'?: string | null
  'expense-attendee-type-custom-field-4'?: string | null
  'expense-attendee-type-custom-field-5'?: string | null
  'expense-attendee-type-custom-field-6'?: string | null
  'expense-attendee-type-custom-field-7'?: string | null
  'expense-attendee-type-custom-field-8'?: string | null
  'expense-attendee-type-custom-field-9'?: string | null
  'expense-attendee-type-id'?: number | null
  'expense-attendee-type-name'?: string | null
  'first-name'?: string | null
  'last-name'?: string | null
  title?: string | null
  'title-active'?: string | null
  'user-id'?: number | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an expense attendee. */
export interface ExpenseAttendeeInput<CustomFields = OpenCustomFields> {
  /** At most 308 characters. */
  company?: string | null
  'expense-attendee-type-custom-field-1'?: string | null
  'expense-attendee-type-custom-field-10'?: string | null
  'expense-attendee-type-custom-field-2'?: string | null
  'expense-attendee-type-custom-field-3'?: string | null
  'expense-attendee-type-custom-field-4'?: string | null
  'expense-attendee-type-custom-field-5'?: string | null
  'expense-attendee-type-custom-field-6'?: string | null
  'expense-attendee-type-custom-field-7'?: string | null
  'expense-attendee-type-custom-field-8'?: string | null
  'expense-attendee-type-custom-field-9'?: string | null
  'expense-attendee-type-id'?: number | null
  /** Required on create. At most 308 characters. */
  'first-name'?: string | null
  /** Required on create. At most 308 characters. */
  'last-name'?: string | null
  /** At most 308 characters. */
  title?: string | null
  'user-id'?: number | null
  'custom-fields'?: CustomFields
}

/** An expense attendee inside another record to write: a reference by id, or values. */
export interface ExpenseAttendeeEmbeddedInput<CustomFields = OpenCustomFields> extends ExpenseAttendeeInput<CustomFields> {
  id?: number | null
}

/** An expense attendee type as Coupa returns it. */
export interface ExpenseAttendeeType {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'active-dependent-fields'?: string | null
  'attendee-src'?: string | null
  name?: string | null
}

/** Nothing of an expense attendee type can be written. */
export type ExpenseAttendeeTypeInput = EmptyInput

/** An expense attendee type inside another record to write: a reference by id, or values. */
export interface ExpenseAttendeeTypeEmbeddedInput {
  id?: number | null
}

/** An expense carbon emission as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseCarbonEmission {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'scope-3-emission'?: Decimal | null
}

/** What can be written of an expense carbon emission. */
export interface ExpenseCarbonEmissionInput {
  'scope-3-emission'?: DecimalInput | null
}

/** An expense carbon emission inside another record to write: a reference by id, or values. */
export interface ExpenseCarbonEmissionEmbeddedInput extends ExpenseCarbonEmissionInput {
  id?: number | null
}

/** An expense cash advance as Coupa returns it. */
export interface ExpenseCashAdvance {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'available-amount'?: Decimal | null
  'reporting-total'?: Decimal | null
  'returned-amount'?: Decimal | null
  'available-amount-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'returned-amount-currency'?: Embedded<Currency> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an expense cash advance can be written. */
export type ExpenseCashAdvanceInput = EmptyInput

/** An expense cash advance inside another record to write: a reference by id, or values. */
export interface ExpenseCashAdvanceEmbeddedInput {
  id?: number | null
}

/** An expense category as Coupa returns it. */
export interface ExpenseCategory<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'attendee-tracking-enabled'?: boolean | null
  'dynamic-category-limit-enabled'?: boolean | null
  'external-key'?: string | null
  group?: string | null
  'localized-group'?: string | null
  name?: string | null
  scope?: string | null
  'tax-enabled'?: boolean | null
  'translated-name'?: string | null
  type?: string | null
  'custom-fields'?: CustomFields
  'expense-attendee-types'?: Embedded<ExpenseAttendeeType>[]
  'expense-mileage-config'?: Embedded<ExpenseMileageConfig> | null
  'expense-per-diem-config'?: Embedded<ExpensePerDiemConfig> | null
  'expense-policy'?: Embedded<ExpensePolicy> | null
  'tax-currencies'?: unknown[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an expense category. */
export interface ExpenseCategoryInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  'external-key'?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
}

/** An expense category inside another record to write: a reference by id, name, or values. */
export interface ExpenseCategoryEmbeddedInput<CustomFields = OpenCustomFields> extends ExpenseCategoryInput<CustomFields> {
  id?: number | null
}

/** An expense category translation as Coupa returns it. */
export interface ExpenseCategoryTranslation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'expense-category-id'?: number | null
  locale?: string | null
  name?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an expense category translation. */
export interface ExpenseCategoryTranslationInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  /** Required on create. Unique. */
  'expense-category-id'?: number | null
  /** Required on create. At most 255 characters. */
  locale?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** An expense category translation inside another record to write: a reference by id, or values. */
export interface ExpenseCategoryTranslationEmbeddedInput extends ExpenseCategoryTranslationInput {
}

/** An expense delegation as Coupa returns it. */
export interface ExpenseDelegation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by-id'?: number | null
  'updated-by-id'?: number | null
  'custom-fields'?: CustomFields
  'expense-delegate-for'?: Embedded<User> | null
  'expenses-delegated-to'?: Embedded<User> | null
}

/** What can be written of an expense delegation. */
export interface ExpenseDelegationInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** An expense delegation inside another record to write: a reference by id, or values. */
export interface ExpenseDelegationEmbeddedInput<CustomFields = OpenCustomFields> extends ExpenseDelegationInput<CustomFields> {
  id?: number | null
}

/** An expense line as Coupa returns it. */
export interface ExpenseLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'allow-attach-preapproval'?: boolean | null
  amount?: Decimal | null
  'approved-amount'?: Decimal | null
  'custom-field-1'?: string | null
  'custom-field-10'?: string | null
  'custom-field-11'?: string | null
  'custom-field-12'?: string | null
  'custom-field-13'?: string | null
  'custom-field-14'?: string | null
  'custom-field-15'?: string | null
  'custom-field-16'?: string | null
  'custom-field-17'?: string | null
  'custom-field-18'?: string | null
  'custom-field-19'?: string | null
  'custom-field-2'?: string | null
  'custom-field-20'?: string | null
  'custom-field-3'?: string | null
  'custom-field-4'?: string | null
  'custom-field-5'?: string | null
  'custom-field-6'?: string | null
  'custom-field-7'?: string | null
  'custom-field-8'?: string | null
  'custom-field-9'?: string | null
  description?: string | null
  divisor?: Decimal | null
  'employee-reimbursable'?: boolean | null
  'employee-reimbursable-editable'?: boolean | null
  'employee-reimbursable-overridden'?: boolean | null
  'end-date'?: DateTime | null
  'exchange-rate'?: Decimal | null
  'expense-category-custom-field-1'?: string | null
  'expense-category-custom-field-10'?: string | null
  'expense-category-custom-field-2'?: string | null
  'expense-category-custom-field-3'?: string | null
  'expense-category-custom-field-4'?: string | null
  'expense-category-custom-field-5'?: string | null
  'expense-category-custom-field-6'?: string | null
  'expense-category-custom-field-7'?: string | null
  'expense-category-custom-field-8'?: string | null
  'expense-category-custom-field-9'?: string | null
  'expense-date'?: DateTime | null
  'expense-report-id'?: number | null
  'external-src-data'?: string | null
  'external-src-name'?: string | null
  'external-src-ref'?: string | null
  'foreign-currency-amount'?: Decimal | null
  frugality?: OpenValue<'shame' | 'praise'> | null
  'has-preapproval'?: boolean | null
  'line-number'?: number | null
  merchant?: string | null
  'order-line-id'?: number | null
  'over-limit'?: boolean | null
  'parent-expense-line-id'?: number | null
  'parent-external-src-data'?: string | null
  'parent-external-src-name'?: string | null
  'parent-external-src-ref'?: string | null
  reason?: string | null
  'receipt-total-amount'?: Decimal | null
  'receipt-total-currency-id'?: number | null
  'reporting-total'?: Decimal | null
  'requires-receipt'?: boolean | null
  'start-date'?: DateTime | null
  status?: string | null
  type?: string | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<ExpenseLineAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  'audit-status'?: Embedded<AuditStatus> | null
  currency?: Embedded<Currency> | null
  'expense-artifacts'?: Embedded<ExpenseArtifact>[]
  'expense-attendee'?: Embedded<ExpenseAttendee> | null
  'expense-attendees'?: Embedded<ExpenseAttendee>[]
  'expense-category'?: Embedded<ExpenseCategory> | null
  'expense-line-cash-advance'?: Embedded<ExpenseLineCashAdvance> | null
  'expense-line-daily-per-diems'?: Embedded<ExpenseLineDailyPerDiem>[]
  'expense-line-imported-data'?: Embedded<ExpenseLineImportedData> | null
  'expense-line-mileage'?: Embedded<ExpenseLineMileage> | null
  'expense-line-per-diem'?: Embedded<ExpenseLinePerDiem> | null
  'expense-line-preapproval'?: Embedded<ExpensePreapproval> | null
  'expense-line-taxes'?: Embedded<ExpenseLineTax>[]
  'expense-line-virtual-card'?: Embedded<ExpenseLineVirtualCard> | null
  'expense-trip'?: Embedded<ExpenseTrip> | null
  'expensed-by'?: Embedded<User> | null
  'foreign-currency'?: Embedded<Currency> | null
  integration?: Embedded<Integration> | null
  'last-send-back-comment'?: Embedded<Comment> | null
  'last-send-back-reason'?: Embedded<ReasonInsightEvent> | null
  'per-diem-trip'?: Embedded<ExpenseTrip> | null
  period?: Embedded<BudgetPeriod> | null
  'suggested-exchange-rate'?: Embedded<ExchangeRate> | null
  'travel-trip-booking'?: Embedded<TravelTripBooking> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an expense line. */
export interface ExpenseLineInput<CustomFields = OpenCustomFields> {
  id?: number | null
  amount?: DecimalInput | null
  'approved-amount'?: DecimalInput | null
  'attach-preapproval'?: boolean | null
  'custom-field-1'?: string | null
  'custom-field-10'?: string | null
  /** At most 255 characters. */
  'custom-field-11'?: string | null
  /** At most 255 characters. */
  'custom-field-12'?: string | null
  /** At most 255 characters. */
  'custom-field-13'?: string | null
  /** At most 255 characters. */
  'custom-field-14'?: string | null
  /** At most 255 characters. */
  'custom-field-15'?: string | null
  /** At most 255 characters. */
  'custom-field-16'?: string | null
  /** At most 255 characters. */
  'custom-field-17'?: string | null
  /** At most 255 characters. */
  'custom-field-18'?: string | null
  /** At most 255 characters. */
  'custom-field-19'?: string | null
  'custom-field-2'?: string | null
  /** At most 255 characters. */
  'custom-field-20'?: string | null
  'custom-field-3'?: string | null
  'custom-field-4'?: string | null
  'custom-field-5'?: string | null
  'custom-field-6'?: string | null
  'custom-field-7'?: string | null
  'custom-field-8'?: string | null
  'custom-field-9'?: string | null
  /** At most 1550 characters. */
  description?: string | null
  divisor?: DecimalInput | null
  'end-date'?: DateTime | null
  'exchange-rate'?: DecimalInput | null
  'expense-category-custom-field-1'?: string | null
  'expense-category-custom-field-10'?: string | null
  'expense-category-custom-field-2'?: string | null
  'expense-category-custom-field-3'?: string | null
  'expense-category-custom-field-4'?: string | null
  'expense-category-custom-field-5'?: string | null
  'expense-category-custom-field-6'?: string | null
  'expense-category-custom-field-7'?: string | null
  'expense-category-custom-field-8'?: string | null
  'expense-category-custom-field-9'?: string | null
  'expense-date'?: DateTime | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** Unique. At most 255 characters. */
  'external-src-ref'?: string | null
  'foreign-currency-amount'?: DecimalInput | null
  'foreign-currency-id'?: number | null
  /** At most 255 characters. */
  merchant?: string | null
  'order-line-id'?: number | null
  /** At most 255 characters. */
  reason?: string | null
  'receipt-total-amount'?: DecimalInput | null
  'receipt-total-currency-id'?: number | null
  /** Required on create. */
  'start-date'?: DateTime | null
  'custom-fields'?: CustomFields
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly ExpenseLineAllocationEmbeddedInput[] | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  'audit-status'?: AuditStatusEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'expense-attendees'?: readonly ExpenseAttendeeEmbeddedInput[] | null
  /** Required on create. */
  'expense-category'?: ExpenseCategoryEmbeddedInput | null
  'expensed-by'?: UserEmbeddedInput | null
  /** Required on create. */
  'foreign-currency'?: CurrencyEmbeddedInput | null
  'itemized-expense-lines'?: readonly ItemizedExpenseLineEmbeddedInput[] | null
  period?: BudgetPeriodEmbeddedInput | null
}

/** An expense line inside another record to write: a reference by id, or values. */
export interface ExpenseLineEmbeddedInput<CustomFields = OpenCustomFields> extends ExpenseLineInput<CustomFields> {
}

/** An expense line allocation as Coupa returns it. */
export interface ExpenseLineAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  amount?: Decimal | null
  pct?: Decimal | null
  'read-only'?: boolean | null
  account?: Embedded<Account> | null
  'accounting-total-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an expense line allocation. */
export interface ExpenseLineAllocationInput {
  amount?: DecimalInput | null
  /** Required on create. */
  pct?: DecimalInput | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
}

/** An expense line allocation inside another record to write: a reference by id, or values. */
export interface ExpenseLineAllocationEmbeddedInput extends ExpenseLineAllocationInput {
  id?: number | null
}

/** An expense line attendee as Coupa returns it. */
export interface ExpenseLineAttendee {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'expense-attendee-id'?: number | null
  'expense-line-id'?: number | null
}

/** Nothing of an expense line attendee can be written. */
export type ExpenseLineAttendeeInput = EmptyInput

/** An expense line attendee inside another record to write: a reference by id, or values. */
export interface ExpenseLineAttendeeEmbeddedInput {
  id?: number | null
}

/** An expense line cash advance as Coupa returns it. */
export interface ExpenseLineCashAdvance {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  currency?: Embedded<Currency> | null
}

/** What can be written of an expense line cash advance. */
export interface ExpenseLineCashAdvanceInput {
  amount?: DecimalInput | null
  currency?: CurrencyEmbeddedInput | null
}

/** An expense line cash advance inside another record to write: a reference by id, or values. */
export interface ExpenseLineCashAdvanceEmbeddedInput extends ExpenseLineCashAdvanceInput {
  id?: number | null
}

/** An expense line daily per diem as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseLineDailyPerDiem {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'expense-line-per-diem-id'?: number | null
  'expense-per-diem-rate-type-id'?: number | null
  locations?: string | null
  'max-rate'?: Decimal | null
  'per-diem-date'?: string | null
  'rate-applied'?: Decimal | null
  'rate-destination'?: string | null
  currency?: Embedded<Currency> | null
  'per-diem-deductions'?: Embedded<ExpenseLineDailyPerDiemDeduction>[]
}

/** What can be written of an expense line daily per diem. */
export interface ExpenseLineDailyPerDiemInput {
  currency?: CurrencyEmbeddedInput | null
  'per-diem-deductions'?: readonly ExpenseLineDailyPerDiemDeductionEmbeddedInput[] | null
}

/** An expense line daily per diem inside another record to write: a reference by id, or values. */
export interface ExpenseLineDailyPerDiemEmbeddedInput extends ExpenseLineDailyPerDiemInput {
  id?: number | null
}

/** An expense line daily per diem deduction as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseLineDailyPerDiemDeduction {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'deduction-applied'?: Decimal | null
  'deduction-label'?: string | null
  'expense-line-daily-per-diem-id'?: number | null
  'expense-per-diem-deduction-id'?: number | null
  currency?: Embedded<Currency> | null
}

/** What can be written of an expense line daily per diem deduction. */
export interface ExpenseLineDailyPerDiemDeductionInput {
  currency?: CurrencyEmbeddedInput | null
}

/** An expense line daily per diem deduction inside another record to write: a reference by id, or values. */
export interface ExpenseLineDailyPerDiemDeductionEmbeddedInput extends ExpenseLineDailyPerDiemDeductionInput {
  id?: number | null
}

/** An expense line imported data as Coupa returns it. */
export interface ExpenseLineImportedData {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  description?: string | null
  'local-amount'?: Decimal | null
  'local-amount-currency'?: string | null
  'local-amount-different'?: boolean | null
}

/** Nothing of an expense line imported data can be written. */
export type ExpenseLineImportedDataInput = EmptyInput

/** An expense line imported data inside another record to write: a reference by id, or values. */
export interface ExpenseLineImportedDataEmbeddedInput {
  id?: number | null
}

/** An expense line mileage as Coupa returns it. */
export interface ExpenseLineMileage {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  distance?: Decimal | null
  'distance-unit'?: string | null
  'end-address'?: string | null
  'expense-mileage-region-id'?: number | null
  'expense-mileage-vehicle-type-id'?: number | null
  'passenger-count'?: number | null
  'round-trip'?: boolean | null
  'start-address'?: string | null
  'expense-line-mileage-allocations'?: Embedded<ExpenseLineMileageAllocation>[]
  'expense-mileage-region'?: Embedded<ExpenseMileageRegion> | null
  'expense-mileage-vehicle-type'?: Embedded<ExpenseMileageVehicleType> | null
}

/** What can be written of an expense line mileage. */
export interface ExpenseLineMileageInput {
  /** Required on create. */
  'expense-mileage-region-id'?: number | null
  /** Required on create. */
  'expense-mileage-vehicle-type-id'?: number | null
}

/** An expense line mileage inside another record to write: a reference by id, or values. */
export interface ExpenseLineMileageEmbeddedInput extends ExpenseLineMileageInput {
  id?: number | null
}

/** An expense line mileage allocation as Coupa returns it. */
export interface ExpenseLineMileageAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'applied-distance'?: Decimal | null
  'applied-rate'?: Decimal | null
  'expense-mileage-rate-type-id'?: number | null
}

/** Nothing of an expense line mileage allocation can be written. */
export type ExpenseLineMileageAllocationInput = EmptyInput

/** An expense line mileage allocation inside another record to write: a reference by id, or values. */
export interface ExpenseLineMileageAllocationEmbeddedInput {
  id?: number | null
}

/** An expense line per diem as Coupa returns it. */
export interface ExpenseLinePerDiem {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  destination?: string | null
  'end-at'?: DateTime | null
  'end-at-timezone'?: string | null
  'start-at'?: DateTime | null
  'start-at-timezone'?: string | null
  'daily-per-diems'?: Embedded<ExpenseLineDailyPerDiem>[]
}

/** What can be written of an expense line per diem. */
export interface ExpenseLinePerDiemInput {
  /** Required on create. At most 255 characters. */
  destination?: string | null
  /** Required on create. */
  'end-at'?: DateTime | null
  /** Required on create. At most 255 characters. */
  'end-at-timezone'?: string | null
  /** Required on create. */
  'start-at'?: DateTime | null
  /** Required on create. At most 255 characters. */
  'start-at-timezone'?: string | null
  'daily-per-diems'?: readonly ExpenseLineDailyPerDiemEmbeddedInput[] | null
}

/** An expense line per diem inside another record to write: a reference by id, or values. */
export interface ExpenseLinePerDiemEmbeddedInput extends ExpenseLinePerDiemInput {
  id?: number | null
}

/** An expense line preapproval as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseLinePreapproval {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  currency?: Embedded<Currency> | null
  'expense-report-preapproval'?: Embedded<ExpenseReportPreapproval> | null
}

/** What can be written of an expense line preapproval. */
export interface ExpenseLinePreapprovalInput {
  currency?: CurrencyEmbeddedInput | null
  'expense-report-preapproval'?: ExpenseReportPreapprovalEmbeddedInput | null
}

/** An expense line preapproval inside another record to write: a reference by id, or values. */
export interface ExpenseLinePreapprovalEmbeddedInput extends ExpenseLinePreapprovalInput {
  id?: number | null
}

/** An expense line tax as Coupa returns it. */
export interface ExpenseLineTax {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  country?: number | null
  'currency-id'?: number | null
  'entry-type'?: number | null
  'line-num'?: string | null
  'std-amount'?: Decimal | null
  'tax-code'?: Embedded<TaxCode> | null
  'tax-rate'?: Embedded<TaxRate> | null
  'tax-rate-type'?: Embedded<TaxRateType> | null
  'created-by'?: number | null
  'updated-by'?: number | null
}

/** Nothing of an expense line tax can be written. */
export type ExpenseLineTaxInput = EmptyInput

/** An expense line tax inside another record to write: a reference by id, or values. */
export interface ExpenseLineTaxEmbeddedInput {
  id?: number | null
}

/** An expense line virtual card as Coupa returns it. */
export interface ExpenseLineVirtualCard {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  currency?: Embedded<Currency> | null
}

/** What can be written of an expense line virtual card. */
export interface ExpenseLineVirtualCardInput {
  amount?: DecimalInput | null
  currency?: CurrencyEmbeddedInput | null
}

/** An expense line virtual card inside another record to write: a reference by id, or values. */
export interface ExpenseLineVirtualCardEmbeddedInput extends ExpenseLineVirtualCardInput {
  id?: number | null
}

/** An expense mileage config as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseMileageConfig {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accumulation-period-start-day-month'?: DateOnly | null
  'distance-unit'?: string | null
  'mileage-accumulation-rule-enabled'?: boolean | null
  'passenger-count-prompt'?: string | null
  'passenger-count-rule-enabled'?: boolean | null
  'region-prompt'?: string | null
  'region-rule-enabled'?: boolean | null
  'require-address'?: boolean | null
  'show-map'?: boolean | null
  'simple-fixed-rate-amount'?: Decimal | null
  'simple-fixed-rate-currency-id'?: number | null
  'simple-fixed-rate-enabled'?: boolean | null
  'vehicle-type-prompt'?: string | null
  'vehicle-type-rule-enabled'?: boolean | null
  country?: Embedded<Country> | null
  'expense-mileage-tier-rules'?: Embedded<ExpenseMileageTierRule>[]
}

/** What can be written of an expense mileage config. */
export interface ExpenseMileageConfigInput {
  /** Required on create. */
  'accumulation-period-start-day-month'?: DateOnly | null
  /** Required on create. At most 255 characters. */
  'passenger-count-prompt'?: string | null
  /** Required on create. At most 255 characters. */
  'region-prompt'?: string | null
  /** Required on create. */
  'simple-fixed-rate-amount'?: DecimalInput | null
  /** Required on create. */
  'simple-fixed-rate-currency-id'?: number | null
  /** Required on create. At most 255 characters. */
  'vehicle-type-prompt'?: string | null
  country?: CountryEmbeddedInput | null
  'expense-mileage-tier-rules'?: readonly ExpenseMileageTierRuleEmbeddedInput[] | null
}

/** An expense mileage config inside another record to write: a reference by id, or values. */
export interface ExpenseMileageConfigEmbeddedInput extends ExpenseMileageConfigInput {
  id?: number | null
}

/** An expense mileage rate type as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseMileageRateType {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: string | null
  'rate-type'?: string | null
}

/** What can be written of an expense mileage rate type. */
export interface ExpenseMileageRateTypeInput {
  /** At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  'rate-type'?: string | null
}

/** An expense mileage rate type inside another record to write: a reference by id, or values. */
export interface ExpenseMileageRateTypeEmbeddedInput extends ExpenseMileageRateTypeInput {
  id?: number | null
}

/** An expense mileage region as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseMileageRegion {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'location-id'?: string | null
  name?: string | null
  country?: Embedded<Country> | null
}

/** What can be written of an expense mileage region. */
export interface ExpenseMileageRegionInput {
  country?: CountryEmbeddedInput | null
}

/** An expense mileage region inside another record to write: a reference by id, or values. */
export interface ExpenseMileageRegionEmbeddedInput extends ExpenseMileageRegionInput {
  id?: number | null
}

/** An expense mileage tier rule as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseMileageTierRule {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'distance-range-start'?: number | null
  'expense-mileage-rate-type'?: Embedded<ExpenseMileageRateType> | null
}

/** What can be written of an expense mileage tier rule. */
export interface ExpenseMileageTierRuleInput {
  'expense-mileage-rate-type'?: ExpenseMileageRateTypeEmbeddedInput | null
}

/** An expense mileage tier rule inside another record to write: a reference by id, or values. */
export interface ExpenseMileageTierRuleEmbeddedInput extends ExpenseMileageTierRuleInput {
  id?: number | null
}

/** An expense mileage vehicle type as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseMileageVehicleType {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: string | null
}

/** What can be written of an expense mileage vehicle type. */
export interface ExpenseMileageVehicleTypeInput {
  /** At most 255 characters. */
  name?: string | null
}

/** An expense mileage vehicle type inside another record to write: a reference by id, or values. */
export interface ExpenseMileageVehicleTypeEmbeddedInput extends ExpenseMileageVehicleTypeInput {
  id?: number | null
}

/** An expense per diem config as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpensePerDiemConfig {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'country-id'?: number | null
  'deductions-section-label'?: string | null
  'policy-description'?: string | null
  'policy-title'?: string | null
  'rule-set-type'?: string | null
  scope?: string | null
  'expense-per-diem-deductions'?: Embedded<ExpensePerDiemDeduction>[]
  'expense-per-diem-rules'?: Embedded<ExpensePerDiemRule>[]
}

/** What can be written of an expense per diem config. */
export interface ExpensePerDiemConfigInput {
  /** Required on create. At most 255 characters. */
  'deductions-section-label'?: string | null
  'expense-per-diem-deductions'?: readonly ExpensePerDiemDeductionEmbeddedInput[] | null
  'expense-per-diem-rules'?: readonly ExpensePerDiemRuleEmbeddedInput[] | null
}

/** An expense per diem config inside another record to write: a reference by id, or values. */
export interface ExpensePerDiemConfigEmbeddedInput extends ExpensePerDiemConfigInput {
  id?: number | null
}

/** An expense per diem deduction as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpensePerDiemDeduction {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'effective-date'?: DateTime | null
  enabled?: boolean | null
  'expense-per-diem-deduction-type-id'?: number | null
  label?: string | null
}

/** What can be written of an expense per diem deduction. */
export interface ExpensePerDiemDeductionInput {
  /** Required on create. At most 255 characters. */
  label?: string | null
}

/** An expense per diem deduction inside another record to write: a reference by id, or values. */
export interface ExpensePerDiemDeductionEmbeddedInput extends ExpensePerDiemDeductionInput {
  id?: number | null
}

/** An expense per diem rule as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpensePerDiemRule {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'effective-date'?: DateTime | null
  enabled?: boolean | null
  'end-after'?: string | null
  'end-before'?: string | null
  'expense-per-diem-rate-type-id'?: number | null
  hours?: Decimal | null
  label?: string | null
  rank?: number | null
  'rate-frequency'?: string | null
  'rate-location-type'?: string | null
  'rate-logic'?: number | null
  'rate-percentage'?: Decimal | null
  'rule-type'?: string | null
  'start-after'?: string | null
  'start-before'?: string | null
  'expense-per-diem-rule-conditions'?: Embedded<ExpensePerDiemRuleCondition>[]
  'expense-per-diem-time-range-condition'?: Embedded<ExpensePerDiemTimeRangeCondition> | null
}

/** What can be written of an expense per diem rule. */
export interface ExpensePerDiemRuleInput {
  /** Required on create. */
  'end-after'?: string | null
  /** Required on create. */
  'end-before'?: string | null
  /** Required on create. */
  hours?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  label?: string | null
  /** Required on create. */
  'start-after'?: string | null
  /** Required on create. */
  'start-before'?: string | null
  'expense-per-diem-rule-conditions'?: readonly ExpensePerDiemRuleConditionEmbeddedInput[] | null
  'expense-per-diem-time-range-condition'?: ExpensePerDiemTimeRangeConditionEmbeddedInput | null
}

/** An expense per diem rule inside another record to write: a reference by id, or values. */
export interface ExpensePerDiemRuleEmbeddedInput extends ExpensePerDiemRuleInput {
  id?: number | null
}

/** An expense per diem rule condition as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpensePerDiemRuleCondition {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  comparator?: string | null
  lhs?: string | null
  rhs?: string | null
}

/** What can be written of an expense per diem rule condition. */
export interface ExpensePerDiemRuleConditionInput {
  /** At most 255 characters. */
  comparator?: string | null
  /** At most 255 characters. */
  lhs?: string | null
  /** At most 255 characters. */
  rhs?: string | null
}

/** An expense per diem rule condition inside another record to write: a reference by id, or values. */
export interface ExpensePerDiemRuleConditionEmbeddedInput extends ExpensePerDiemRuleConditionInput {
  id?: number | null
}

/** An expense per diem time range condition as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpensePerDiemTimeRangeCondition {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  conjunction?: string | null
  'end-after'?: string | null
  'end-before'?: string | null
  'start-after'?: string | null
  'start-before'?: string | null
}

/** What can be written of an expense per diem time range condition. */
export interface ExpensePerDiemTimeRangeConditionInput {
  /** At most 255 characters. */
  conjunction?: string | null
  'end-after'?: string | null
  'end-before'?: string | null
  'start-after'?: string | null
  'start-before'?: string | null
}

/** An expense per diem time range condition inside another record to write: a reference by id, or values. */
export interface ExpensePerDiemTimeRangeConditionEmbeddedInput extends ExpensePerDiemTimeRangeConditionInput {
  id?: number | null
}

/** An expense policy as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpensePolicy {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'allow-divisor'?: boolean | null
  'allow-divisor-end-date'?: boolean | null
  'allow-itemization'?: boolean | null
  'divisor-end-name'?: string | null
  'divisor-start-name'?: string | null
  'divisor-uom-name'?: string | null
  'expense-category-ids'?: string | null
  'limit-amount'?: Decimal | null
  'limit-type'?: string | null
  'requires-receipt'?: boolean | null
  'restrict-itemization-categories'?: boolean | null
  summary?: string | null
  text?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an expense policy can be written. */
export type ExpensePolicyInput = EmptyInput

/** An expense policy inside another record to write: a reference by id, or values. */
export interface ExpensePolicyEmbeddedInput {
  id?: number | null
}

/** An expense policy violation as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpensePolicyViolation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'limit-exceeded'?: Decimal | null
  'receipt-missing'?: boolean | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an expense policy violation can be written. */
export type ExpensePolicyViolationInput = EmptyInput

/** An expense policy violation inside another record to write: a reference by id, or values. */
export interface ExpensePolicyViolationEmbeddedInput {
  id?: number | null
}

/** An expense preapproval as Coupa returns it. */
export interface ExpensePreapproval<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  available?: boolean | null
  'available-amount'?: Decimal | null
  description?: string | null
  'end-date'?: DateTime | null
  'start-date'?: DateTime | null
  type?: string | null
  'custom-fields'?: CustomFields
  'available-amount-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'easy-form-widget-responses'?: Embedded<EasyFormWidgetResponse>[]
  'expense-cash-advance'?: Embedded<ExpenseCashAdvance> | null
  'expense-preapproval-lines'?: Embedded<ExpensePreapprovalLine>[]
  'expense-virtual-card'?: Embedded<ExpenseVirtualCard> | null
  'for-user'?: Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: number | null
}

/** What can be written of an expense preapproval. */
export interface ExpensePreapprovalInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** An expense preapproval inside another record to write: a reference by id, or values. */
export interface ExpensePreapprovalEmbeddedInput<CustomFields = OpenCustomFields> extends ExpensePreapprovalInput<CustomFields> {
  id?: number | null
}

/** An expense preapproval line as Coupa returns it. */
export interface ExpensePreapprovalLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'estimated-amount'?: Decimal | null
  'estimated-reporting-total'?: Decimal | null
  notes?: string | null
  'requested-amount'?: Decimal | null
  'requested-reporting-total'?: Decimal | null
  type?: string | null
  account?: Embedded<Account> | null
  'account-type'?: Embedded<AccountType> | null
  'accounting-total-currency'?: Embedded<Currency> | null
  'estimated-amount-currency'?: Embedded<Currency> | null
  'requested-amount-currency'?: Embedded<Currency> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an expense preapproval line can be written. */
export type ExpensePreapprovalLineInput = EmptyInput

/** An expense preapproval line inside another record to write: a reference by id, or values. */
export interface ExpensePreapprovalLineEmbeddedInput {
  id?: number | null
}

/** An expense reconciliation line as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseReconciliationLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'amount-paid'?: Decimal | null
  notes?: string | null
  'payable-id'?: string | null
  'payable-type'?: string | null
  'payment-date'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an expense reconciliation line. */
export interface ExpenseReconciliationLineInput {
  /** Required on create. */
  'payment-date'?: DateTime | null
}

/** An expense reconciliation line inside another record to write: a reference by id, or values. */
export interface ExpenseReconciliationLineEmbeddedInput extends ExpenseReconciliationLineInput {
  id?: number | null
}

/** An expense report as Coupa returns it. */
export interface ExpenseReport<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'audit-score'?: number | null
  'auditor-note'?: string | null
  'end-date'?: DateOnly | null
  'erp-document-id'?: string | null
  'erp-document-status'?: string | null
  exported?: boolean | null
  'external-src-name'?: string | null
  'external-src-ref'?: string | null
  'is-trip'?: boolean | null
  'last-exported-at'?: DateTime | null
  paid?: boolean | null
  'past-due'?: boolean | null
  'payment-channel'?: string | null
  'reimbursable-total-amount'?: Decimal | null
  'reject-reason'?: string | null
  'report-due-date'?: DateTime | null
  'report-warnings'?: string | null
  'start-date'?: DateOnly | null
  status?: string | null
  'submitted-at'?: DateTime | null
  title?: string | null
  total?: Decimal | null
  'custom-fields'?: CustomFields
  approvals?: Embedded<Approval>[]
  comments?: Embedded<Comment>[]
  currency?: Embedded<Currency> | null
  events?: Embedded<ExpenseReportEventHistory>[]
  'expense-lines'?: Embedded<ExpenseLine>[]
  'expense-policy-violations'?: Embedded<ExpensePolicyViolation>[]
  'expense-report-preapprovals'?: Embedded<ExpenseReportPreapproval>[]
  'expense-violations'?: Embedded<ExpenseViolation>[]
  'expensed-by'?: Embedded<User> | null
  payment?: Embedded<Payment> | null
  'reconciliation-lines'?: Embedded<ExpenseReconciliationLine>[]
  'reimbursable-total-currency'?: Embedded<Currency> | null
  'submitted-by'?: Embedded<User> | null
  'travel-trip'?: Embedded<TravelTrip> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an expense report. */
export interface ExpenseReportInput<CustomFields = OpenCustomFields> {
  'auditor-note'?: string | null
  'end-date'?: DateOnly | null
  /** At most 255 characters. */
  'erp-document-id'?: string | null
  /** At most 255 characters. */
  'erp-document-status'?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  'is-trip'?: boolean | null
  paid?: boolean | null
  'reject-reason'?: string | null
  'start-date'?: DateOnly | null
  'submitted-at'?: DateTime | null
  /** At most 255 characters. */
  title?: string | null
  'custom-fields'?: CustomFields
  'expense-lines'?: readonly ExpenseLineEmbeddedInput[] | null
  'expense-report-preapprovals'?: readonly ExpenseReportPreapprovalEmbeddedInput[] | null
  'expensed-by'?: UserEmbeddedInput | null
  payment?: PaymentEmbeddedInput | null
}

/** An expense report inside another record to write: a reference by id, or values. */
export interface ExpenseReportEmbeddedInput<CustomFields = OpenCustomFields> extends ExpenseReportInput<CustomFields> {
  id?: number | null
}

/** An expense report event history as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseReportEventHistory {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  status?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an expense report event history can be written. */
export type ExpenseReportEventHistoryInput = EmptyInput

/** An expense report event history inside another record to write: a reference by id, or values. */
export interface ExpenseReportEventHistoryEmbeddedInput {
  id?: number | null
}

/** An expense report preapproval as Coupa returns it. */
export interface ExpenseReportPreapproval {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'available-amount'?: Decimal | null
  'available-amount-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'expense-preapproval'?: Embedded<ExpensePreapproval> | null
}

/** What can be written of an expense report preapproval. */
export interface ExpenseReportPreapprovalInput {
  amount?: DecimalInput | null
  'available-amount'?: DecimalInput | null
  'available-amount-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'expense-preapproval'?: ExpensePreapprovalEmbeddedInput | null
}

/** An expense report preapproval inside another record to write: a reference by id, or values. */
export interface ExpenseReportPreapprovalEmbeddedInput extends ExpenseReportPreapprovalInput {
  id?: number | null
}

/** An expense trip as Coupa returns it. */
export interface ExpenseTrip {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  errors?: unknown
  'expense-trip-mileage'?: Embedded<ExpenseTripMileage> | null
  'expense-trip-segments'?: Embedded<ExpenseTripSegment>[]
}

/** What can be written of an expense trip. */
export interface ExpenseTripInput {
  id?: number | null
  'expense-trip-mileage'?: ExpenseTripMileageEmbeddedInput | null
  'expense-trip-segments'?: readonly ExpenseTripSegmentEmbeddedInput[] | null
}

/** An expense trip inside another record to write: a reference by id, or values. */
export interface ExpenseTripEmbeddedInput extends ExpenseTripInput {
}

/** An expense trip mileage as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseTripMileage {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'expense-mileage-region-id'?: number | null
  'expense-mileage-vehicle-type-id'?: number | null
  'original-distance'?: Decimal | null
  'passenger-count'?: number | null
  'total-distance'?: Decimal | null
  'total-distance-unit'?: string | null
  'expense-mileage-region'?: Embedded<ExpenseMileageRegion> | null
  'expense-mileage-vehicle-type'?: Embedded<ExpenseMileageVehicleType> | null
  'expense-trip-mileage-allocations'?: Embedded<ExpenseTripMileageAllocation>[]
}

/** What can be written of an expense trip mileage. */
export interface ExpenseTripMileageInput {
  /** Required on create. */
  'expense-mileage-region-id'?: number | null
  /** Required on create. */
  'expense-mileage-vehicle-type-id'?: number | null
  'original-distance'?: DecimalInput | null
  'passenger-count'?: number | null
  /** Required on create. */
  'total-distance'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  'total-distance-unit'?: string | null
  'expense-mileage-region'?: ExpenseMileageRegionEmbeddedInput | null
  'expense-mileage-vehicle-type'?: ExpenseMileageVehicleTypeEmbeddedInput | null
  'expense-trip-mileage-allocations'?: readonly ExpenseTripMileageAllocationEmbeddedInput[] | null
}

/** An expense trip mileage inside another record to write: a reference by id, or values. */
export interface ExpenseTripMileageEmbeddedInput extends ExpenseTripMileageInput {
  id?: number | null
}

/** An expense trip mileage allocation as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseTripMileageAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'expense-mileage-rate-type-id'?: number | null
  'applied-distance'?: Embedded<Distance> | null
  'applied-rate'?: Embedded<Money> | null
}

/** What can be written of an expense trip mileage allocation. */
export interface ExpenseTripMileageAllocationInput {
  'applied-distance'?: DistanceEmbeddedInput | null
  'applied-rate'?: MoneyEmbeddedInput | null
}

/** An expense trip mileage allocation inside another record to write: a reference by id, or values. */
export interface ExpenseTripMileageAllocationEmbeddedInput extends ExpenseTripMileageAllocationInput {
  id?: number | null
}

/** An expense trip segment as Coupa returns it. */
export interface ExpenseTripSegment {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'end-at'?: DateTime | null
  'end-location'?: string | null
  'end-location-id'?: string | null
  errors?: unknown
  'is-travel-segment'?: boolean | null
  'segment-type'?: string | null
  'start-at'?: DateTime | null
  'start-location'?: string | null
  'start-location-id'?: string | null
  'expense-trip-segment-mileage'?: Embedded<ExpenseTripSegmentMileage> | null
}

/** What can be written of an expense trip segment. */
export interface ExpenseTripSegmentInput {
  id?: number | null
  /** Required on create. At most 255 characters. */
  'end-location'?: string | null
  'is-travel-segment'?: boolean | null
  'segment-num'?: number | null
  /** At most 255 characters. */
  'segment-type'?: string | null
  /** Required on create. At most 255 characters. */
  'start-location'?: string | null
  'expense-trip-segment-mileage'?: ExpenseTripSegmentMileageEmbeddedInput | null
}

/** An expense trip segment inside another record to write: a reference by id, or values. */
export interface ExpenseTripSegmentEmbeddedInput extends ExpenseTripSegmentInput {
}

/** An expense trip segment mileage as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExpenseTripSegmentMileage {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'original-distance'?: Decimal | null
  'original-distance-unit'?: string | null
}

/** What can be written of an expense trip segment mileage. */
export interface ExpenseTripSegmentMileageInput {
  'original-distance'?: DecimalInput | null
  /** At most 255 characters. */
  'original-distance-unit'?: string | null
}

/** An expense trip segment mileage inside another record to write: a reference by id, or values. */
export interface ExpenseTripSegmentMileageEmbeddedInput extends ExpenseTripSegmentMileageInput {
  id?: number | null
}

/** An expense violation as Coupa returns it. */
export interface ExpenseViolation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'limit-exceeded'?: Decimal | null
  'receipt-missing'?: boolean | null
  violable?: UnknownObject | null
  violator?: Embedded<ExpenseLine> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an expense violation can be written. */
export type ExpenseViolationInput = EmptyInput

/** An expense violation inside another record to write: a reference by id, or values. */
export interface ExpenseViolationEmbeddedInput {
  id?: number | null
}

/** An expense virtual card as Coupa returns it. */
export interface ExpenseVirtualCard {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'active-card-url'?: string | null
  amount?: Decimal | null
  'available-amount'?: Decimal | null
  'reporting-total'?: Decimal | null
  'available-amount-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an expense virtual card can be written. */
export type ExpenseVirtualCardInput = EmptyInput

/** An expense virtual card inside another record to write: a reference by id, or values. */
export interface ExpenseVirtualCardEmbeddedInput {
  id?: number | null
}

/** An external gl account as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExternalGlAccount {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  name?: string | null
  'legal-entity'?: Embedded<LegalEntity> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an external gl account. */
export interface ExternalGlAccountInput {
  active?: boolean | null
  /** Required on create. At most 255 characters. */
  code?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  'legal-entity'?: LegalEntityEmbeddedInput | null
}

/** An external gl account inside another record to write: a reference by id, or values. */
export interface ExternalGlAccountEmbeddedInput extends ExternalGlAccountInput {
  id?: number | null
}

/** An extra line attributes order line change attribute as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExtraLineAttributesOrderLineChangeAttribute {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'end-date'?: DateTime | null
  'start-date'?: DateTime | null
  'work-confirmer-email'?: string | null
  'job-title-associations'?: Embedded<JobTitleAssociation>[]
  manager?: Embedded<User> | null
  'rate-card'?: Embedded<RateCard> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an extra line attributes order line change attribute. */
export interface ExtraLineAttributesOrderLineChangeAttributeInput {
  'end-date'?: DateTime | null
  'start-date'?: DateTime | null
  /** At most 255 characters. */
  'work-confirmer-email'?: string | null
  'job-title-associations'?: readonly JobTitleAssociationEmbeddedInput[] | null
  manager?: UserEmbeddedInput | null
  'rate-card'?: RateCardEmbeddedInput | null
}

/** An extra line attributes order line change attribute inside another record to write: a reference by id, or values. */
export interface ExtraLineAttributesOrderLineChangeAttributeEmbeddedInput extends ExtraLineAttributesOrderLineChangeAttributeInput {
  id?: number | null
}

/** An extra line attributes quote request line attribute as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExtraLineAttributesQuoteRequestLineAttribute {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  completed?: boolean | null
  'end-date'?: DateTime | null
  'manager-id'?: number | null
  'start-date'?: DateTime | null
  type?: OpenValue<'ExtraLineAttributes::ResourceRequisitionLineAttribute' | 'ExtraLineAttributes::ResourceRequisitionLineTemplateAttribute' | 'ExtraLineAttributes::ResourceOrderLineAttribute' | 'ExtraLineAttributes::ResourceOrderLineChangeAttribute' | 'ExtraLineAttributes::ResourceOrderLineVersionAttribute' | 'ExtraLineAttributes::ResourceInvoiceLineAttribute' | 'ExtraLineAttributes::ResourceQuoteRequestLineAttribute' | 'ExtraLineAttributes::DeliverableRequisitionLineAttribute' | 'ExtraLineAttributes::DeliverableRequisitionLineTemplateAttribute' | 'ExtraLineAttributes::DeliverableOrderLineAttribute' | 'ExtraLineAttributes::DeliverableOrderLineChangeAttribute' | 'ExtraLineAttributes::DeliverableOrderLineVersionAttribute' | 'ExtraLineAttributes::DeliverableInvoiceLineAttribute' | 'ExtraLineAttributes::DeliverableQuoteRequestLineAttribute' | 'ExtraLineAttributes::MilestoneRequisitionLineAttribute' | 'ExtraLineAttributes::MilestoneOrderLineAttribute' | 'ExtraLineAttributes::MilestoneOrderLineChangeAttribute' | 'ExtraLineAttributes::MilestoneOrderLineVersionAttribute' | 'ExtraLineAttributes::MilestoneInvoiceLineAttribute' | 'ExtraLineAttributes::MilestoneQuoteRequestLineAttribute'> | null
  'work-confirmer-email'?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an extra line attributes quote request line attribute. */
export interface ExtraLineAttributesQuoteRequestLineAttributeInput {
  completed?: boolean | null
  'end-date'?: DateTime | null
  'manager-id'?: number | null
  'start-date'?: DateTime | null
  /** At most 255 characters. */
  type?: OpenValue<'ExtraLineAttributes::ResourceRequisitionLineAttribute' | 'ExtraLineAttributes::ResourceRequisitionLineTemplateAttribute' | 'ExtraLineAttributes::ResourceOrderLineAttribute' | 'ExtraLineAttributes::ResourceOrderLineChangeAttribute' | 'ExtraLineAttributes::ResourceOrderLineVersionAttribute' | 'ExtraLineAttributes::ResourceInvoiceLineAttribute' | 'ExtraLineAttributes::ResourceQuoteRequestLineAttribute' | 'ExtraLineAttributes::DeliverableRequisitionLineAttribute' | 'ExtraLineAttributes::DeliverableRequisitionLineTemplateAttribute' | 'ExtraLineAttributes::DeliverableOrderLineAttribute' | 'ExtraLineAttributes::DeliverableOrderLineChangeAttribute' | 'ExtraLineAttributes::DeliverableOrderLineVersionAttribute' | 'ExtraLineAttributes::DeliverableInvoiceLineAttribute' | 'ExtraLineAttributes::DeliverableQuoteRequestLineAttribute' | 'ExtraLineAttributes::MilestoneRequisitionLineAttribute' | 'ExtraLineAttributes::MilestoneOrderLineAttribute' | 'ExtraLineAttributes::MilestoneOrderLineChangeAttribute' | 'ExtraLineAttributes::MilestoneOrderLineVersionAttribute' | 'ExtraLineAttributes::MilestoneInvoiceLineAttribute' | 'ExtraLineAttributes::MilestoneQuoteRequestLineAttribute'> | null
  /** At most 255 characters. */
  'work-confirmer-email'?: string | null
}

/** An extra line attributes quote request line attribute inside another record to write: a reference by id, or values. */
export interface ExtraLineAttributesQuoteRequestLineAttributeEmbeddedInput extends ExtraLineAttributesQuoteRequestLineAttributeInput {
  id?: number | null
}

/** An extra line attributes requisition line attribute as Coupa returns it. Known from Swagger only (up to R39). */
export interface ExtraLineAttributesRequisitionLineAttribute {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'end-date'?: DateTime | null
  'start-date'?: DateTime | null
  'work-confirmer-email'?: string | null
  'job-title-associations'?: Embedded<JobTitleAssociation>[]
  manager?: Embedded<User> | null
  'rate-card'?: Embedded<RateCard> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an extra line attributes requisition line attribute. */
export interface ExtraLineAttributesRequisitionLineAttributeInput {
  /** Required on create. */
  'end-date'?: DateTime | null
  /** Required on create. */
  'start-date'?: DateTime | null
  /** At most 255 characters. */
  'work-confirmer-email'?: string | null
  'job-title-associations'?: readonly JobTitleAssociationEmbeddedInput[] | null
  /** Required on create. */
  manager?: UserEmbeddedInput | null
  'rate-card'?: RateCardEmbeddedInput | null
}

/** An extra line attributes requisition line attribute inside another record to write: a reference by id, or values. */
export interface ExtraLineAttributesRequisitionLineAttributeEmbeddedInput extends ExtraLineAttributesRequisitionLineAttributeInput {
  id?: number | null
}

/** A failed tolerance as Coupa returns it. Known from Swagger only (up to R39). */
export interface FailedTolerance {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-type-id'?: number | null
  'breach-amount'?: string | null
  'breach-detail-1'?: string | null
  'breach-detail-2'?: string | null
  'breach-detail-3'?: string | null
  'breach-detail-4'?: string | null
  'breach-limit'?: string | null
  code?: string | null
  'failable-id'?: number | null
  'failable-type'?: string | null
  'resolution-strategy'?: string | null
  resolved?: boolean | null
}

/** What can be written of a failed tolerance. */
export interface FailedToleranceInput {
  /** Required on create. At most 255 characters. */
  code?: string | null
  resolved?: boolean | null
}

/** A failed tolerance inside another record to write: a reference by id, or values. */
export interface FailedToleranceEmbeddedInput extends FailedToleranceInput {
  id?: number | null
}

/** A financial counterparty as Coupa returns it. */
export interface FinancialCounterparty<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  abbreviation?: string | null
  active?: boolean | null
  'bank-code'?: string | null
  'branch-code'?: string | null
  description?: string | null
  'external-identification-lei'?: string | null
  'external-identification-name'?: string | null
  name?: string | null
  'payment-usage'?: string | null
  'swift-code'?: string | null
  'treasury-usage'?: string | null
  'custom-fields'?: CustomFields
  'counterparty-address'?: Embedded<CounterpartyAddress> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a financial counterparty. */
export interface FinancialCounterpartyInput<CustomFields = OpenCustomFields> {
  /** Required on create. Unique. At most 50 characters. */
  abbreviation?: string | null
  active?: boolean | null
  /** At most 16 characters. */
  'bank-code'?: string | null
  /** At most 10 characters. */
  'branch-code'?: string | null
  /** At most 500 characters. */
  description?: string | null
  /** At most 20 characters. */
  'external-identification-lei'?: string | null
  /** At most 100 characters. */
  'external-identification-name'?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  'payment-usage'?: string | null
  /** At most 255 characters. */
  'swift-code'?: string | null
  /** At most 255 characters. */
  'treasury-usage'?: string | null
  'custom-fields'?: CustomFields
  'counterparty-address'?: CounterpartyAddressEmbeddedInput | null
}

/** A financial counterparty inside another record to write: a reference by id, or values. */
export interface FinancialCounterpartyEmbeddedInput<CustomFields = OpenCustomFields> extends FinancialCounterpartyInput<CustomFields> {
  id?: number | null
}

/** A flexible object instance as Coupa returns it. Known from its endpoint only. */
export interface FlexibleObjectInstance {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a flexible object instance can be written. */
export type FlexibleObjectInstanceInput = EmptyInput

/** A flexible object instance inside another record to write: a reference by id, or values. */
export interface FlexibleObjectInstanceEmbeddedInput {
  id?: number | null
}

/** A flow as Coupa returns it. Known from Swagger only (up to R39). */
export interface Flow {
}

/** Nothing of a flow can be written. */
export type FlowInput = EmptyInput

/** Nothing of a flow can be written. */
export type FlowEmbeddedInput = EmptyInput

/** A form as Coupa returns it. */
export interface Form {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'form-type'?: string | null
  name?: string | null
  status?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a form. */
export interface FormInput {
  /** At most 255 characters. */
  'form-type'?: string | null
  /** Required on create. Unique. At most 100 characters. */
  name?: string | null
  /** At most 50 characters. */
  status?: string | null
}

/** A form inside another record to write: a reference by id, or values. */
export interface FormEmbeddedInput extends FormInput {
  id?: number | null
}

/** A form response as Coupa returns it. Known from Swagger only (up to R39). */
export interface FormResponse {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'prompt-response'?: unknown[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a form response. */
export interface FormResponseInput {
  'prompt-response'?: readonly unknown[] | null
}

/** A form response inside another record to write: a reference by id, or values. */
export interface FormResponseEmbeddedInput extends FormResponseInput {
  id?: number | null
}

/** A fulfillment reservation as Coupa returns it. */
export interface FulfillmentReservation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'qty-fulfilled'?: Decimal | null
  'qty-ordered'?: Decimal | null
  'qty-pick-amt'?: Decimal | null
  status?: string | null
  type?: string | null
  'custom-fields'?: CustomFields
  'inventory-balance'?: Embedded<InventoryBalance> | null
  item?: Embedded<Item> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  warehouse?: Embedded<Warehouse> | null
  'warehouse-location'?: Embedded<WarehouseLocation> | null
}

/** What can be written of a fulfillment reservation. */
export interface FulfillmentReservationInput<CustomFields = OpenCustomFields> {
  'qty-pick-amt'?: DecimalInput | null
  'custom-fields'?: CustomFields
}

/** A fulfillment reservation inside another record to write: a reference by id, or values. */
export interface FulfillmentReservationEmbeddedInput<CustomFields = OpenCustomFields> extends FulfillmentReservationInput<CustomFields> {
  id?: number | null
}

/** A group buying membership as Coupa returns it. */
export interface GroupBuyingMembership {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'buying-member-id'?: number | null
  'buying-member-type'?: string | null
  deleted?: boolean | null
  'purchasing-document-id'?: number | null
  'purchasing-document-type'?: string | null
  'buying-member'?: Embedded<User> | null
  'purchasing-document'?: Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a group buying membership can be written. */
export type GroupBuyingMembershipInput = EmptyInput

/** A group buying membership inside another record to write: a reference by id, or values. */
export interface GroupBuyingMembershipEmbeddedInput {
  id?: number | null
}

/** An inbound invoice as Coupa returns it. */
export interface InboundInvoice {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an inbound invoice can be written. */
export type InboundInvoiceInput = EmptyInput

/** An inbound invoice inside another record to write: a reference by id, or values. */
export interface InboundInvoiceEmbeddedInput {
  id?: number | null
}

/** An inspection code as Coupa returns it. Known from Swagger only (up to R39). */
export interface InspectionCode<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  code?: string | null
  description?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an inspection code. */
export interface InspectionCodeInput<CustomFields = OpenCustomFields> {
  /** Required on create. At most 255 characters. */
  code?: string | null
  'custom-fields'?: CustomFields
}

/** An inspection code inside another record to write: a reference by id, or values. */
export interface InspectionCodeEmbeddedInput<CustomFields = OpenCustomFields> extends InspectionCodeInput<CustomFields> {
  id?: number | null
}

/** An integration as Coupa returns it. */
export interface Integration<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'business-object'?: string | null
  code?: string | null
  direction?: OpenValue<'to_coupa' | 'from_coupa'> | null
  'end-system'?: string | null
  'end-system-type'?: OpenValue<'internal' | 'payroll' | 'erp' | 'hr' | 'third_party_partner' | 'third_party_vendor' | 'other'> | null
  'integration-type'?: OpenValue<'flat_file' | 'api' | 'corporate_credit_card_file' | 'json' | 'xml'> | null
  name?: string | null
  standard?: boolean | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an integration. */
export interface IntegrationInput<CustomFields = OpenCustomFields> {
  /** Required on create. At most 255 characters. */
  'business-object'?: string | null
  /** Required on create. Unique. At most 255 characters. */
  code?: string | null
  /** Required on create. At most 255 characters. */
  direction?: OpenValue<'to_coupa' | 'from_coupa'> | null
  /** Required on create. At most 255 characters. */
  'end-system'?: string | null
  /** Required on create. At most 255 characters. */
  'end-system-type'?: OpenValue<'internal' | 'payroll' | 'erp' | 'hr' | 'third_party_partner' | 'third_party_vendor' | 'other'> | null
  /** At most 255 characters. */
  'integration-type'?: OpenValue<'flat_file' | 'api' | 'corporate_credit_card_file' | 'json' | 'xml'> | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
}

/** An integration inside another record to write: a reference by id, code, or values. */
export interface IntegrationEmbeddedInput<CustomFields = OpenCustomFields> extends IntegrationInput<CustomFields> {
  id?: number | null
}

/** An integration contact as Coupa returns it. Known from Swagger only (up to R39). */
export interface IntegrationContact<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contact-alert-type'?: OpenValue<'Technical' | 'Functional' | 'Both'> | null
  'contactable-id'?: number | null
  'contactable-type'?: OpenValue<'User' | 'UserGroup' | 'ApprovalGroup' | 'Supplier' | 'SupplierUser'> | null
  'custom-fields'?: CustomFields
  contactable?: UnknownObject | null
  integration?: Embedded<Integration> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an integration contact. */
export interface IntegrationContactInput<CustomFields = OpenCustomFields> {
  /** Required on create. At most 255 characters. */
  'contact-alert-type'?: OpenValue<'Technical' | 'Functional' | 'Both'> | null
  /** Required on create. */
  'contactable-id'?: number | null
  /** Required on create. At most 255 characters. */
  'contactable-type'?: OpenValue<'User' | 'UserGroup' | 'ApprovalGroup' | 'Supplier' | 'SupplierUser'> | null
  'custom-fields'?: CustomFields
  contactable?: UnknownObject | null
  integration?: IntegrationEmbeddedInput | null
}

/** An integration contact inside another record to write: a reference by id, or values. */
export interface IntegrationContactEmbeddedInput<CustomFields = OpenCustomFields> extends IntegrationContactInput<CustomFields> {
  id?: number | null
}

/** An integration error as Coupa returns it. */
export interface IntegrationError<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contact-alert-type'?: OpenValue<'Technical' | 'Functional' | 'Both'> | null
  'creation-method'?: string | null
  'document-id'?: number | null
  'document-revision'?: number | null
  'document-status'?: string | null
  'document-type'?: OpenValue<'ContingentWorkOrderHeader' | 'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'> | null
  'external-id'?: string | null
  'integration-filename'?: string | null
  'integration-run-id'?: number | null
  resolved?: boolean | null
  status?: string | null
  'custom-fields'?: CustomFields
  integration?: Embedded<Integration> | null
  responses?: Embedded<IntegrationRecordResponse>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an integration error. */
export interface IntegrationErrorInput<CustomFields = OpenCustomFields> {
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  /** Required on create. At most 255 characters. */
  'contact-alert-type'?: OpenValue<'Technical' | 'Functional' | 'Both'> | null
  /** At most 255 characters. */
  'creation-method'?: string | null
  'document-id'?: number | null
  'document-revision'?: number | null
  /** At most 255 characters. */
  'document-status'?: string | null
  /** At most 255 characters. */
  'document-type'?: OpenValue<'ContingentWorkOrderHeader' | 'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'> | null
  /** At most 255 characters. */
  'external-id'?: string | null
  /** At most 255 characters. */
  'integration-filename'?: string | null
  'integration-run-id'?: number | null
  /** At most 255 characters. */
  status?: string | null
  'custom-fields'?: CustomFields
  integration?: IntegrationEmbeddedInput | null
  /** Required on create. */
  'integration-run'?: IntegrationRunEmbeddedInput | null
  responses?: readonly IntegrationRecordResponseEmbeddedInput[] | null
}

/** An integration error inside another record to write: a reference by id, or values. */
export interface IntegrationErrorEmbeddedInput<CustomFields = OpenCustomFields> extends IntegrationErrorInput<CustomFields> {
  id?: number | null
}

/** An integration history record as Coupa returns it. */
export interface IntegrationHistoryRecord<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contact-alert-type'?: OpenValue<'Technical' | 'Functional' | 'Both'> | null
  'creation-method'?: string | null
  'document-id'?: number | null
  'document-revision'?: number | null
  'document-status'?: string | null
  'document-type'?: OpenValue<'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'ContingentWorkOrderHeader' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'> | null
  'external-id'?: string | null
  'integration-filename'?: string | null
  'integration-run-id'?: number | null
  resolved?: boolean | null
  status?: string | null
  'custom-fields'?: CustomFields
  integration?: Embedded<Integration> | null
  responses?: Embedded<IntegrationRecordResponse>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an integration history record. */
export interface IntegrationHistoryRecordInput<CustomFields = OpenCustomFields> {
  'created-at'?: DateTime | null
  /** Required on create. At most 255 characters. */
  'contact-alert-type'?: OpenValue<'Technical' | 'Functional' | 'Both'> | null
  /** At most 255 characters. */
  'creation-method'?: string | null
  /** Required on create. */
  'document-id'?: number | null
  'document-revision'?: number | null
  /** At most 255 characters. */
  'document-status'?: string | null
  /** Required on create. At most 255 characters. */
  'document-type'?: OpenValue<'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'ContingentWorkOrderHeader' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'> | null
  /** At most 255 characters. */
  'external-id'?: string | null
  'integration-run-id'?: number | null
  /** At most 255 characters. */
  status?: string | null
  'custom-fields'?: CustomFields
  integration?: IntegrationEmbeddedInput | null
  'integration-run'?: IntegrationRunEmbeddedInput | null
  responses?: readonly IntegrationRecordResponseEmbeddedInput[] | null
}

/** An integration history record inside another record to write: a reference by id, or values. */
export interface IntegrationHistoryRecordEmbeddedInput<CustomFields = OpenCustomFields> extends IntegrationHistoryRecordInput<CustomFields> {
  id?: number | null
}

/** An integration record response as Coupa returns it. */
export interface IntegrationRecordResponse {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'response-code'?: string | null
  'response-message'?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an integration record response. */
export interface IntegrationRecordResponseInput {
  /** At most 255 characters. */
  'response-code'?: string | null
  'response-message'?: string | null
}

/** An integration record response inside another record to write: a reference by id, or values. */
export interface IntegrationRecordResponseEmbeddedInput extends IntegrationRecordResponseInput {
  id?: number | null
}

/** An integration run as Coupa returns it. */
export interface IntegrationRun<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'end-time'?: DateTime | null
  'records-processed'?: number | null
  'start-time'?: DateTime | null
  status?: OpenValue<'pending' | 'running' | 'paused' | 'successful' | 'failed' | 'errored'> | null
  'total-records'?: number | null
  'custom-fields'?: CustomFields
  flow?: Embedded<Flow> | null
  integration?: Embedded<Integration> | null
  'integration-errors'?: Embedded<IntegrationError>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an integration run. */
export interface IntegrationRunInput<CustomFields = OpenCustomFields> {
  'end-time'?: DateTime | null
  'records-processed'?: number | null
  'start-time'?: DateTime | null
  'total-records'?: number | null
  'custom-fields'?: CustomFields
  flow?: FlowEmbeddedInput | null
  /** Required on create. */
  integration?: IntegrationEmbeddedInput | null
}

/** An integration run inside another record to write: a reference by id, or values. */
export interface IntegrationRunEmbeddedInput<CustomFields = OpenCustomFields> extends IntegrationRunInput<CustomFields> {
  id?: number | null
}

/** An intellectual property and data as Coupa returns it. */
export interface IntellectualPropertyAndData {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contract-type-custom-field-1'?: string | null
  'contract-type-custom-field-2'?: string | null
  'contract-type-custom-field-3'?: string | null
  'contract-type-custom-field-4'?: string | null
  'contract-type-custom-field-5'?: string | null
  'non-disclosure-copying-restriction'?: number | null
  'permitted-disclosees-advisers'?: boolean | null
  'permitted-disclosees-contractors'?: boolean | null
  'permitted-disclosees-directors-officers'?: boolean | null
  'permitted-disclosees-employees'?: boolean | null
}

/** What can be written of an intellectual property and data. */
export interface IntellectualPropertyAndDataInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  /** At most 255 characters. */
  'contract-type-custom-field-1'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-10'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-2'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-3'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-4'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-5'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-6'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-7'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-8'?: string | null
  /** At most 255 characters. */
  'contract-type-custom-field-9'?: string | null
  'non-disclosure-copying-restriction'?: number | null
  'permitted-disclosees-advisers'?: boolean | null
  'permitted-disclosees-contractors'?: boolean | null
  'permitted-disclosees-directors-officers'?: boolean | null
  'permitted-disclosees-employees'?: boolean | null
}

/** An intellectual property and data inside another record to write: a reference by id, or values. */
export interface IntellectualPropertyAndDataEmbeddedInput extends IntellectualPropertyAndDataInput {
}

/** An inventory adjustment as Coupa returns it. */
export interface InventoryAdjustment<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  barcode?: string | null
  comments?: string | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'match-reference'?: string | null
  'original-transaction-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipts-batch-id'?: number | null
  'received-weight'?: Decimal | null
  'rfid-tag'?: string | null
  status?: string | null
  total?: Decimal | null
  'transaction-date'?: DateTime | null
  type?: string | null
  'voided-value'?: Decimal | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InventoryTxnAllocation>[]
  'adjustment-code'?: Embedded<AdjustmentCode> | null
  'asn-header'?: Embedded<AsnHeader> | null
  'asn-line'?: Embedded<AsnLine> | null
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  'current-integration-history-records'?: Embedded<IntegrationHistoryRecord>[]
  'from-warehouse-location'?: Embedded<WarehouseLocation> | null
  'inspection-code'?: Embedded<InspectionCode> | null
  'inventory-transaction-valuations'?: Embedded<InventoryTransactionValuation>[]
  item?: Embedded<Item> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  'original-transaction'?: Embedded<InventoryTransaction> | null
  'reason-insight'?: Embedded<ReasonInsight> | null
  'to-warehouse-location'?: Embedded<WarehouseLocation> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an inventory adjustment. */
export interface InventoryAdjustmentInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  barcode?: string | null
  exported?: boolean | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  notes?: string | null
  price?: DecimalInput | null
  quantity?: DecimalInput | null
  'received-weight'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  'rfid-tag'?: string | null
  'soft-close-for-receiving'?: boolean | null
  total?: DecimalInput | null
  'transaction-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  type?: string | null
  'custom-fields'?: CustomFields
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InventoryTxnAllocationEmbeddedInput[] | null
  'adjustment-code'?: AdjustmentCodeEmbeddedInput | null
  'asn-line'?: AsnLineEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'from-warehouse'?: WarehouseEmbeddedInput | null
  'from-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  'inspection-code'?: InspectionCodeEmbeddedInput | null
  'inventory-transaction-lots'?: readonly InventoryTransactionLotEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  'order-line'?: PurchaseOrderLineEmbeddedInput | null
  receipt?: ReceiptEmbeddedInput | null
  'receiving-form-response'?: FormResponseEmbeddedInput | null
  'to-warehouse'?: WarehouseEmbeddedInput | null
  'to-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An inventory adjustment inside another record to write: a reference by id, or values. */
export interface InventoryAdjustmentEmbeddedInput<CustomFields = OpenCustomFields> extends InventoryAdjustmentInput<CustomFields> {
  id?: number | null
}

/** An inventory balance as Coupa returns it. */
export interface InventoryBalance<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'adjustment-price'?: string | null
  allocated?: Decimal | null
  available?: Decimal | null
  quantity?: number | null
  'custom-fields'?: CustomFields
  currency?: Embedded<Currency> | null
  'inventory-valuations'?: Embedded<InventoryValuation>[]
  item?: Embedded<Item> | null
  uom?: Embedded<UnitOfMeasure> | null
  warehouse?: Embedded<Warehouse> | null
  'warehouse-location'?: Embedded<WarehouseLocation> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an inventory balance. */
export interface InventoryBalanceInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
  currency?: CurrencyEmbeddedInput | null
}

/** An inventory balance inside another record to write: a reference by id, or values. */
export interface InventoryBalanceEmbeddedInput<CustomFields = OpenCustomFields> extends InventoryBalanceInput<CustomFields> {
  id?: number | null
}

/** An inventory code as Coupa returns it. Known from its endpoint only. */
export interface InventoryCode {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an inventory code can be written. */
export type InventoryCodeInput = EmptyInput

/** An inventory code inside another record to write: a reference by id, or values. */
export interface InventoryCodeEmbeddedInput {
  id?: number | null
}

/** An inventory consumption as Coupa returns it. */
export interface InventoryConsumption<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  barcode?: string | null
  comments?: string | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'match-reference'?: string | null
  notes?: string | null
  'original-transaction-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipts-batch-id'?: number | null
  'received-weight'?: Decimal | null
  'rfid-tag'?: string | null
  status?: string | null
  total?: Decimal | null
  'transaction-date'?: DateTime | null
  type?: string | null
  'voided-value'?: Decimal | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InventoryTxnAllocation>[]
  'adjustment-code'?: Embedded<AdjustmentCode> | null
  'asn-header'?: Embedded<AsnHeader> | null
  'asn-line'?: Embedded<AsnLine> | null
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  'current-integration-history-records'?: Embedded<IntegrationHistoryRecord>[]
  'from-warehouse-location'?: Embedded<WarehouseLocation> | null
  'inspection-code'?: Embedded<InspectionCode> | null
  'inventory-transaction-valuations'?: Embedded<InventoryTransactionValuation>[]
  item?: Embedded<Item> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  'original-transaction'?: Embedded<InventoryTransaction> | null
  'reason-insight'?: Embedded<ReasonInsight> | null
  'to-warehouse-location'?: Embedded<WarehouseLocation> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an inventory consumption. */
export interface InventoryConsumptionInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  barcode?: string | null
  exported?: boolean | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  notes?: string | null
  price?: DecimalInput | null
  quantity?: DecimalInput | null
  'received-weight'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  'rfid-tag'?: string | null
  'soft-close-for-receiving'?: boolean | null
  total?: DecimalInput | null
  'transaction-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  type?: string | null
  'custom-fields'?: CustomFields
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InventoryTxnAllocationEmbeddedInput[] | null
  'adjustment-code'?: AdjustmentCodeEmbeddedInput | null
  'asn-line'?: AsnLineEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'from-warehouse'?: WarehouseEmbeddedInput | null
  'from-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  'inspection-code'?: InspectionCodeEmbeddedInput | null
  'inventory-transaction-lots'?: readonly InventoryTransactionLotEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  'order-line'?: PurchaseOrderLineEmbeddedInput | null
  receipt?: ReceiptEmbeddedInput | null
  'receiving-form-response'?: FormResponseEmbeddedInput | null
  'to-warehouse'?: WarehouseEmbeddedInput | null
  'to-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An inventory consumption inside another record to write: a reference by id, or values. */
export interface InventoryConsumptionEmbeddedInput<CustomFields = OpenCustomFields> extends InventoryConsumptionInput<CustomFields> {
  id?: number | null
}

/** An inventory lot as Coupa returns it. Known from Swagger only (up to R39). */
export interface InventoryLot {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'expiration-date'?: DateOnly | null
  'item-id'?: number | null
  number?: string | null
}

/** What can be written of an inventory lot. */
export interface InventoryLotInput {
  /** Required on create. */
  'expiration-date'?: DateOnly | null
  'item-id'?: number | null
  /** Required on create. At most 256 characters. */
  number?: string | null
}

/** An inventory lot inside another record to write: a reference by id, or values. */
export interface InventoryLotEmbeddedInput extends InventoryLotInput {
  id?: number | null
}

/** An inventory organization as Coupa returns it. Known from Swagger only (up to R39). */
export interface InventoryOrganization {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'fulfillment-type'?: OpenValue<'manual' | 'automatic'> | null
  currency?: Embedded<Currency> | null
  warehouses?: Embedded<Warehouse>[]
}

/** What can be written of an inventory organization. */
export interface InventoryOrganizationInput {
  /** Required on create. At most 255 characters. */
  'fulfillment-type'?: OpenValue<'manual' | 'automatic'> | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  warehouses?: readonly WarehouseEmbeddedInput[] | null
}

/** An inventory organization inside another record to write: a reference by id, or values. */
export interface InventoryOrganizationEmbeddedInput extends InventoryOrganizationInput {
  id?: number | null
}

/** An inventory transaction as Coupa returns it. */
export interface InventoryTransaction<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  barcode?: string | null
  comments?: string | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'match-reference'?: string | null
  notes?: string | null
  'original-transaction-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipts-batch-id'?: number | null
  'received-weight'?: Decimal | null
  'rfid-tag'?: string | null
  status?: string | null
  total?: Decimal | null
  'transaction-date'?: DateTime | null
  type?: string | null
  'voided-value'?: Decimal | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InventoryTxnAllocation>[]
  'adjustment-code'?: Embedded<AdjustmentCode> | null
  'asn-header'?: Embedded<AsnHeader> | null
  'asn-line'?: Embedded<AsnLine> | null
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  'current-integration-history-records'?: Embedded<IntegrationHistoryRecord>[]
  'from-warehouse-location'?: Embedded<WarehouseLocation> | null
  'inspection-code'?: Embedded<InspectionCode> | null
  'inventory-transaction-valuations'?: Embedded<InventoryTransactionValuation>[]
  item?: Embedded<Item> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  'original-transaction'?: Embedded<InventoryTransaction> | null
  'reason-insight'?: Embedded<ReasonInsight> | null
  'to-warehouse-location'?: Embedded<WarehouseLocation> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an inventory transaction. */
export interface InventoryTransactionInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  barcode?: string | null
  exported?: boolean | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  notes?: string | null
  price?: DecimalInput | null
  quantity?: DecimalInput | null
  'received-weight'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  'rfid-tag'?: string | null
  'soft-close-for-receiving'?: boolean | null
  total?: DecimalInput | null
  'transaction-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  type?: string | null
  'custom-fields'?: CustomFields
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InventoryTxnAllocationEmbeddedInput[] | null
  'adjustment-code'?: AdjustmentCodeEmbeddedInput | null
  'asn-line'?: AsnLineEmbeddedInput | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
  currency?: CurrencyEmbeddedInput | null
  'from-warehouse'?: WarehouseEmbeddedInput | null
  'from-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  'inspection-code'?: InspectionCodeEmbeddedInput | null
  'inventory-transaction-lots'?: readonly InventoryTransactionLotEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  'order-line'?: PurchaseOrderLineEmbeddedInput | null
  receipt?: ReceiptEmbeddedInput | null
  'receiving-form-response'?: FormResponseEmbeddedInput | null
  'to-warehouse'?: WarehouseEmbeddedInput | null
  'to-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An inventory transaction inside another record to write: a reference by id, or values. */
export interface InventoryTransactionEmbeddedInput<CustomFields = OpenCustomFields> extends InventoryTransactionInput<CustomFields> {
  id?: number | null
}

/** An inventory transaction lot as Coupa returns it. */
export interface InventoryTransactionLot {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  quantity?: Decimal | null
  'uom-id'?: number | null
  'adjustment-code'?: Embedded<AdjustmentCode> | null
  'inventory-lot'?: Embedded<InventoryLot> | null
  uom?: Embedded<UnitOfMeasure> | null
}

/** What can be written of an inventory transaction lot. */
export interface InventoryTransactionLotInput {
  'inventory-lot-id'?: number | null
  /** Required on create. */
  quantity?: DecimalInput | null
  'uom-id'?: number | null
  /** Required on create. Unique. */
  'inventory-lot'?: InventoryLotEmbeddedInput | null
}

/** An inventory transaction lot inside another record to write: a reference by id, or values. */
export interface InventoryTransactionLotEmbeddedInput extends InventoryTransactionLotInput {
  id?: number | null
}

/** An inventory transaction valuation as Coupa returns it. Known from Swagger only (up to R39). */
export interface InventoryTransactionValuation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'inventory-transaction-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  uom?: string | null
  currency?: Embedded<Currency> | null
}

/** What can be written of an inventory transaction valuation. */
export interface InventoryTransactionValuationInput {
  /** Required on create. */
  quantity?: DecimalInput | null
  /** Required on create. */
  uom?: string | null
  currency?: CurrencyEmbeddedInput | null
}

/** An inventory transaction valuation inside another record to write: a reference by id, or values. */
export interface InventoryTransactionValuationEmbeddedInput extends InventoryTransactionValuationInput {
  id?: number | null
}

/** An inventory transfer as Coupa returns it. */
export interface InventoryTransfer<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  barcode?: string | null
  comments?: string | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'match-reference'?: string | null
  notes?: string | null
  'original-transaction-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipts-batch-id'?: number | null
  'received-weight'?: Decimal | null
  'rfid-tag'?: string | null
  status?: string | null
  total?: Decimal | null
  'transaction-date'?: DateTime | null
  type?: string | null
  'voided-value'?: Decimal | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InventoryTxnAllocation>[]
  'adjustment-code'?: Embedded<AdjustmentCode> | null
  'asn-header'?: Embedded<AsnHeader> | null
  'asn-line'?: Embedded<AsnLine> | null
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  'current-integration-history-records'?: Embedded<IntegrationHistoryRecord>[]
  'from-warehouse-location'?: Embedded<WarehouseLocation> | null
  'inspection-code'?: Embedded<InspectionCode> | null
  'inventory-transaction-valuations'?: Embedded<InventoryTransactionValuation>[]
  item?: Embedded<Item> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  'original-transaction'?: Embedded<InventoryTransaction> | null
  'reason-insight'?: Embedded<ReasonInsight> | null
  'to-warehouse-location'?: Embedded<WarehouseLocation> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an inventory transfer. */
export interface InventoryTransferInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  barcode?: string | null
  exported?: boolean | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  notes?: string | null
  price?: DecimalInput | null
  quantity?: DecimalInput | null
  'received-weight'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  'rfid-tag'?: string | null
  'soft-close-for-receiving'?: boolean | null
  total?: DecimalInput | null
  'transaction-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  type?: string | null
  'custom-fields'?: CustomFields
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InventoryTxnAllocationEmbeddedInput[] | null
  'adjustment-code'?: AdjustmentCodeEmbeddedInput | null
  'asn-line'?: AsnLineEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'from-warehouse'?: WarehouseEmbeddedInput | null
  'from-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  'inspection-code'?: InspectionCodeEmbeddedInput | null
  'inventory-transaction-lots'?: readonly InventoryTransactionLotEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  'order-line'?: PurchaseOrderLineEmbeddedInput | null
  receipt?: ReceiptEmbeddedInput | null
  'receiving-form-response'?: FormResponseEmbeddedInput | null
  'to-warehouse'?: WarehouseEmbeddedInput | null
  'to-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An inventory transfer inside another record to write: a reference by id, or values. */
export interface InventoryTransferEmbeddedInput<CustomFields = OpenCustomFields> extends InventoryTransferInput<CustomFields> {
  id?: number | null
}

/** An inventory txn allocation as Coupa returns it. Known from Swagger only (up to R39). */
export interface InventoryTxnAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  pct?: Decimal | null
  account?: Embedded<Account> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an inventory txn allocation. */
export interface InventoryTxnAllocationInput {
  amount?: DecimalInput | null
  /** Required on create. */
  pct?: DecimalInput | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
}

/** An inventory txn allocation inside another record to write: a reference by id, or values. */
export interface InventoryTxnAllocationEmbeddedInput extends InventoryTxnAllocationInput {
  id?: number | null
}

/** An inventory valuation as Coupa returns it. */
export interface InventoryValuation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  total?: Decimal | null
  'unit-price'?: Decimal | null
  currency?: Embedded<Currency> | null
}

/** Nothing of an inventory valuation can be written. */
export type InventoryValuationInput = EmptyInput

/** An inventory valuation inside another record to write: a reference by id, or values. */
export interface InventoryValuationEmbeddedInput {
  id?: number | null
}

/** An invoice as Coupa returns it. */
export interface Invoice<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'advance-payment-received-amount'?: Decimal | null
  'amount-due'?: Decimal | null
  'amount-due-less-discount'?: Decimal | null
  'amount-of-advance-payment'?: Decimal | null
  'archive-entity-id'?: number | null
  'buyer-representative-name'?: string | null
  canceled?: boolean | null
  'cash-accounting-scheme-reference'?: string | null
  'cash-register-operator'?: string | null
  channel?: string | null
  'clearance-document'?: string | null
  comments?: string | null
  compliant?: boolean | null
  confirmation?: string | null
  'content-validation'?: boolean | null
  'correct-value-of-supply'?: Decimal | null
  'coupa-accelerate-status'?: OpenValue<'accelerated'> | null
  'credit-note-differences-with-original-invoice'?: Decimal | null
  'credit-reason'?: string | null
  'currency-id'?: number | null
  'currency-tax-rounding-mode'?: string | null
  'customer-account-number'?: string | null
  'customer-accounting-tax'?: Decimal | null
  'customer-accounting-tax-less-discount'?: Decimal | null
  'customs-declaration-date'?: DateTime | null
  'customs-declaration-number'?: string | null
  'customs-office'?: string | null
  'date-of-discovery-of-facts-decisive-for-correction'?: DateTime | null
  'date-received'?: DateTime | null
  'delivery-date'?: DateTime | null
  'delivery-number'?: string | null
  'discount-amount'?: Decimal | null
  'discount-due-date'?: DateTime | null
  'discount-percent'?: Decimal | null
  'dispute-method'?: string | null
  'document-type'?: OpenValue<'Invoice' | 'Credit Note'> | null
  'early-payment-provisions'?: string | null
  'endorsement-on-invoices'?: string | null
  'exchange-rate'?: Decimal | null
  exported?: boolean | null
  'folio-number'?: string | null
  'form-of-payment'?: string | null
  'freight-type'?: string | null
  'gross-total'?: Decimal | null
  'gross-total-less-discount'?: Decimal | null
  'handling-amount'?: Decimal | null
  'image-scan'?: string | null
  'image-scan-content-type'?: string | null
  'image-scan-file-name'?: string | null
  'image-scan-file-size'?: string | null
  'image-scan-url'?: string | null
  'inbox-name'?: string | null
  'internal-note'?: string | null
  'invoice-date'?: DateTime | null
  'invoice-issuance-time'?: string | null
  'invoice-number'?: string | null
  'invoice-reference-number'?: string | null
  'issuance-place'?: string | null
  'last-exported-at'?: DateTime | null
  'late-payment-penalties'?: string | null
  'line-count'?: number | null
  'line-level-taxation'?: boolean | null
  'lock-version-key'?: number | null
  'margin-scheme'?: string | null
  'means-of-payment'?: string | null
  'misc-amount'?: Decimal | null
  'municipal-tax-number'?: string | null
  'national-enrollment-of-conveyor'?: string | null
  'nature-of-operation'?: string | null
  'net-due-date'?: DateTime | null
  'net-total-less-discount'?: Decimal | null
  'new-means-of-transport'?: string | null
  'origin-currency-gross'?: Decimal | null
  'origin-currency-net'?: Decimal | null
  'original-invoice-date'?: DateTime | null
  'original-invoice-number'?: string | null
  'original-value-of-supply'?: Decimal | null
  paid?: boolean | null
  'payment-channel'?: string | null
  'payment-date'?: DateTime | null
  'payment-method'?: string | null
  'payment-notes'?: string | null
  'payment-order-number'?: string | null
  'payment-order-reference'?: string | null
  'place-of-supply'?: string | null
  'pre-payment-date'?: DateTime | null
  'protocol-number'?: string | null
  'resolution-number'?: string | null
  'reverse-charge-reference'?: string | null
  'security-code-of-issuer'?: string | null
  'self-billing-reference'?: string | null
  'sender-email'?: string | null
  'serial-code-of-fiscal-invoice'?: string | null
  series?: string | null
  'shipping-amount'?: Decimal | null
  'show-tax-information'?: boolean | null
  'signed-qr-code'?: string | null
  'split-payment-mechanism'?: boolean | null
  'state-tax-number'?: string | null
  'state-tax-number-for-substitute-taxpayer'?: string | null
  status?: OpenValue<'new' | 'ap_hold' | 'draft' | 'on_hold' | 'pending_receipt' | 'rejected' | 'abandoned' | 'disputed' | 'pending_approval' | 'booking_hold' | 'pending_action' | 'approved' | 'voided' | 'processing' | 'invalid' | 'payable_adjustment'> | null
  'supplier-created'?: boolean | null
  'supplier-invoice-issuer-name'?: string | null
  'supplier-invoice-reviewer-name'?: string | null
  'supplier-note'?: string | null
  'supplier-payment-collector-name'?: string | null
  'supplier-representative-name'?: string | null
  'supplier-total'?: Decimal | null
  'tax-amount'?: Decimal | null
  'tax-amount-engine'?: Decimal | null
  'tax-code'?: string | null
  'tax-code-engine'?: string | null
  'tax-due-to-supplier'?: Decimal | null
  'tax-rate'?: Decimal | null
  'tax-rate-engine'?: Decimal | null
  'taxes-in-origin-country-currency'?: Decimal | null
  'tolerance-failures'?: string | null
  'total-taxes-less-discount'?: Decimal | null
  'total-with-taxes'?: Decimal | null
  'transaction-notification-date'?: DateTime | null
  'transaction-uuid'?: string | null
  'type-of-document'?: string | null
  'type-of-operation'?: string | null
  'type-of-receipt'?: string | null
  'type-of-relationship'?: string | null
  'unique-identification-code-of-cash-receipt'?: string | null
  'use-of-invoice'?: string | null
  'vehicle-license-plate'?: string | null
  'verification-code'?: string | null
  'volume-amount'?: string | null
  'volume-brand'?: string | null
  'volume-gross-weight'?: string | null
  'volume-liquid-weight'?: string | null
  'volume-numbering'?: string | null
  'volume-type'?: string | null
  'withholding-tax-override'?: Decimal | null
  'custom-fields'?: CustomFields
  'abandon-reason'?: Embedded<ReasonInsight> | null
  'account-type'?: Embedded<AccountType> | null
  approvals?: Embedded<Approval>[]
  attachments?: Embedded<Attachment>[]
  'bill-to-address'?: Embedded<Address> | null
  'buyer-tax-registration'?: Embedded<TaxRegistration> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  'current-integration-history-records'?: Embedded<IntegrationHistoryRecord>[]
  'destination-country'?: Embedded<Country> | null
  'dispute-reasons'?: Embedded<DisputeReason>[]
  'failed-tolerances'?: Embedded<FailedTolerance>[]
  'inbound-invoice'?: Embedded<InboundInvoice> | null
  'invoice-charges'?: Embedded<InvoiceCharge>[]
  'invoice-from-address'?: Embedded<SupplierRemitTo> | null
  'invoice-lines'?: Embedded<InvoiceLine>[]
  'invoice-payment-receipts'?: Embedded<LegalPaymentReceipt>[]
  'legal-destination-country'?: Embedded<Country> | null
  'origin-country'?: Embedded<Country> | null
  'origin-currency'?: Embedded<Currency> | null
  'pay-invoice'?: Embedded<PayablesInvoice> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  payments?: Embedded<Payment>[]
  'remit-to-address'?: Embedded<RemitToAddress> | null
  'requested-by'?: Embedded<User> | null
  'ship-from-address'?: Embedded<SupplierRemitTo> | null
  'ship-to-address'?: Embedded<Address> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  supplier?: Embedded<Supplier> | null
  'supplier-remit-to'?: Embedded<SupplierRemitTo> | null
  'supplier-site'?: Embedded<SupplierSite> | null
  'supplier-tax-registration'?: Embedded<TaxRegistration> | null
  taggings?: Embedded<Tagging>[]
  tags?: Embedded<Tag>[]
  'tax-lines'?: Embedded<TaxLine>[]
  'withholding-tax-lines'?: Embedded<WithholdingTaxLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice. */
export interface InvoiceInput<CustomFields = OpenCustomFields> {
  'advance-payment-received-amount'?: DecimalInput | null
  'amount-of-advance-payment'?: DecimalInput | null
  /** At most 255 characters. */
  'buyer-representative-name'?: string | null
  /** At most 255 characters. */
  'cash-accounting-scheme-reference'?: string | null
  /** At most 255 characters. */
  'cash-register-operator'?: string | null
  /** At most 255 characters. */
  comments?: string | null
  'correct-value-of-supply'?: DecimalInput | null
  'credit-note-differences-with-original-invoice'?: DecimalInput | null
  /** At most 255 characters. */
  'credit-reason'?: string | null
  /** At most 225 characters. */
  'customer-account-number'?: string | null
  'customs-declaration-date'?: DateTime | null
  /** At most 60 characters. */
  'customs-declaration-number'?: string | null
  'customs-office'?: string | null
  'date-of-discovery-of-facts-decisive-for-correction'?: DateTime | null
  'delivery-date'?: DateTime | null
  /** At most 255 characters. */
  'delivery-number'?: string | null
  'discount-amount'?: DecimalInput | null
  'discount-percent'?: DecimalInput | null
  /** At most 255 characters. */
  'early-payment-provisions'?: string | null
  /** At most 10 characters. */
  'endorsement-on-invoices'?: string | null
  'exchange-rate'?: DecimalInput | null
  /** At most 255 characters. */
  'folio-number'?: string | null
  /** At most 255 characters. */
  'freight-type'?: string | null
  'handling-amount'?: DecimalInput | null
  'internal-note'?: string | null
  /** Required on create. */
  'invoice-date'?: DateTime | null
  /** At most 255 characters. */
  'invoice-issuance-time'?: string | null
  /** Required on create. At most 40 characters. */
  'invoice-number'?: string | null
  /** At most 64 characters. */
  'invoice-reference-number'?: string | null
  'is-credit-note'?: boolean | null
  'last-exported-at'?: DateTime | null
  /** At most 255 characters. */
  'late-payment-penalties'?: string | null
  /** Required on create. */
  'line-level-taxation'?: boolean | null
  /** At most 255 characters. */
  'margin-scheme'?: string | null
  /** At most 255 characters. */
  'means-of-payment'?: string | null
  'misc-amount'?: DecimalInput | null
  /** At most 255 characters. */
  'municipal-tax-number'?: string | null
  /** At most 255 characters. */
  'national-enrollment-of-conveyor'?: string | null
  /** At most 255 characters. */
  'nature-of-operation'?: string | null
  /** At most 10 characters. */
  'new-means-of-transport'?: string | null
  'original-invoice-date'?: DateTime | null
  /** At most 40 characters. */
  'original-invoice-number'?: string | null
  'original-value-of-supply'?: DecimalInput | null
  paid?: boolean | null
  /** At most 255 characters. */
  'payment-agreement-notes'?: OpenValue<'Fully paid via Prepayment Agreement' | 'Partially paid via Prepayment Agreement' | 'Already paid for a Recurring Agreement' | 'Retain payment per agreement'> | null
  'payment-date'?: DateTime | null
  'payment-notes'?: string | null
  'payment-order-number'?: string | null
  /** At most 255 characters. */
  'payment-order-reference'?: string | null
  /** At most 100 characters. */
  'place-of-issuance'?: string | null
  /** At most 255 characters. */
  'place-of-supply'?: string | null
  'pre-payment-date'?: DateTime | null
  /** At most 255 characters. */
  'protocol-number'?: string | null
  'requester-email'?: string | null
  'requester-lookup-name'?: string | null
  'requester-name'?: string | null
  /** At most 255 characters. */
  'resolution-number'?: string | null
  /** At most 255 characters. */
  'reverse-charge-reference'?: string | null
  /** At most 255 characters. */
  'security-code-of-issuer'?: string | null
  /** At most 191 characters. */
  'self-billing-reference'?: string | null
  /** At most 255 characters. */
  'serial-code-of-fiscal-invoice'?: string | null
  /** At most 30 characters. */
  series?: string | null
  'shipping-amount'?: DecimalInput | null
  'signed-qr-code'?: string | null
  'split-payment-mechanism'?: boolean | null
  /** At most 255 characters. */
  'state-tax-number'?: string | null
  /** At most 255 characters. */
  'state-tax-number-for-substitute-taxpayer'?: string | null
  /** At most 255 characters. */
  'supplier-invoice-issuer-name'?: string | null
  /** At most 255 characters. */
  'supplier-invoice-reviewer-name'?: string | null
  'supplier-note'?: string | null
  /** At most 255 characters. */
  'supplier-payment-collector-name'?: string | null
  /** At most 255 characters. */
  'supplier-representative-name'?: string | null
  'supplier-total'?: DecimalInput | null
  'tax-amount'?: DecimalInput | null
  /** At most 255 characters. */
  'tax-code'?: string | null
  'tax-rate'?: DecimalInput | null
  'transaction-notification-date'?: DateTime | null
  /** At most 50 characters. */
  'transaction-uuid'?: string | null
  /** At most 255 characters. */
  'type-of-document'?: string | null
  /** At most 255 characters. */
  'type-of-operation'?: string | null
  /** At most 10 characters. */
  'type-of-relationship'?: string | null
  /** At most 255 characters. */
  'unique-identification-code-of-cash-receipt'?: string | null
  'vat-chargeability-system'?: string | null
  /** At most 255 characters. */
  'vehicle-license-plate'?: string | null
  /** At most 255 characters. */
  'verification-code'?: string | null
  /** At most 255 characters. */
  'volume-amount'?: string | null
  /** At most 255 characters. */
  'volume-brand'?: string | null
  /** At most 255 characters. */
  'volume-gross-weight'?: string | null
  /** At most 255 characters. */
  'volume-liquid-weight'?: string | null
  /** At most 255 characters. */
  'volume-numbering'?: string | null
  /** At most 255 characters. */
  'volume-type'?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  'account-type'?: AccountTypeEmbeddedInput | null
  /** Required on create. */
  'bill-to-address'?: AddressEmbeddedInput | null
  'buyer-tax-registration'?: TaxRegistrationEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'failed-tolerances'?: readonly FailedToleranceEmbeddedInput[] | null
  'invoice-charges'?: readonly InvoiceChargeEmbeddedInput[] | null
  'invoice-from-address'?: SupplierRemitToEmbeddedInput | null
  'invoice-lines'?: readonly InvoiceLineEmbeddedInput[] | null
  'origin-currency'?: CurrencyEmbeddedInput | null
  'override-tax-country'?: CountryEmbeddedInput | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  payments?: readonly PaymentEmbeddedInput[] | null
  'reconciliation-lines'?: readonly InvoiceReconciliationLineEmbeddedInput[] | null
  /** Required on create. */
  'remit-to-address'?: RemitToAddressEmbeddedInput | null
  /** Required on create. */
  'ship-from-address'?: SupplierRemitToEmbeddedInput | null
  'ship-to-address'?: AddressEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  /** Required on create. */
  'supplier-remit-to'?: SupplierRemitToEmbeddedInput | null
  'supplier-site'?: SupplierSiteEmbeddedInput | null
  'supplier-tax-registration'?: TaxRegistrationEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
  'tax-lines'?: readonly TaxLineEmbeddedInput[] | null
  'tcs-tax-lines'?: readonly TcsTaxLineEmbeddedInput[] | null
  'withholding-tax-lines'?: readonly WithholdingTaxLineEmbeddedInput[] | null
}

/** An invoice inside another record to write: a reference by id, invoice-number, supplier, or values. */
export interface InvoiceEmbeddedInput<CustomFields = OpenCustomFields> extends InvoiceInput<CustomFields> {
  id?: number | null
}

/** An invoice amount line as Coupa returns it. Known from Swagger only (up to R39). */
export interface InvoiceAmountLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'adjustment-type'?: OpenValue<'price' | 'quantity' | 'other'> | null
  'billing-note'?: string | null
  category?: string | null
  'classification-of-goods'?: string | null
  'company-uom'?: string | null
  'customs-declaration-number'?: string | null
  deductibility?: string | null
  'delivery-note-number'?: string | null
  description?: string | null
  'discount-amount'?: Decimal | null
  'fiscal-code'?: string | null
  'handling-distribution-total'?: Decimal | null
  'hsn-sac-code'?: string | null
  'item-barcode'?: string | null
  'line-num'?: number | null
  'line-type'?: string | null
  'match-reference'?: string | null
  'misc-distribution-total'?: Decimal | null
  'municipality-taxation-code'?: string | null
  'net-weight'?: Decimal | null
  'order-header-num'?: string | null
  'order-line-custom-fields'?: string | null
  'order-line-id'?: number | null
  'order-line-num'?: string | null
  'order-line-source-part-num'?: string | null
  'original-date-of-supply'?: DateTime | null
  'po-number'?: string | null
  price?: Decimal | null
  'price-per-uom'?: Decimal | null
  'property-tax-account'?: string | null
  quantity?: Decimal | null
  'shipping-distribution-total'?: Decimal | null
  'source-part-num'?: string | null
  status?: string | null
  subcategory?: string | null
  'supp-aux-part-num'?: string | null
  'tax-amount'?: string | null
  'tax-amount-engine'?: string | null
  'tax-code-engine'?: string | null
  'tax-description'?: string | null
  'tax-distribution-total'?: Decimal | null
  'tax-location'?: string | null
  'tax-rate'?: string | null
  'tax-rate-engine'?: string | null
  'tax-supply-date'?: string | null
  total?: Decimal | null
  type?: string | null
  unspsc?: string | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InvoiceLineAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  'bulk-price'?: Embedded<BulkPrice> | null
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  'failed-tolerances'?: Embedded<FailedTolerance>[]
  item?: Embedded<Item> | null
  'order-line-commodity'?: Embedded<Commodity> | null
  period?: Embedded<BudgetPeriod> | null
  taggings?: Embedded<Tagging>[]
  tags?: Embedded<Tag>[]
  'tax-code'?: Embedded<TaxCode> | null
  'tax-lines'?: Embedded<TaxLine>[]
  uom?: Embedded<UnitOfMeasure> | null
  'weight-uom'?: Embedded<UnitOfMeasure> | null
  'withholding-tax-lines'?: Embedded<WithholdingTaxLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice amount line. */
export interface InvoiceAmountLineInput {
  /** At most 255 characters. */
  'adjustment-type'?: OpenValue<'price' | 'quantity' | 'other'> | null
  'billing-note'?: string | null
  category?: string | null
  /** At most 255 characters. */
  'classification-of-goods'?: string | null
  deductibility?: string | null
  /** At most 255 characters. */
  'delivery-note-number'?: string | null
  /** Required on create. At most 1550 characters. */
  description?: string | null
  /** At most 255 characters. */
  'fiscal-code'?: string | null
  /** At most 255 characters. */
  'hsn-sac-code'?: string | null
  /** At most 255 characters. */
  'item-barcode'?: string | null
  'line-num'?: number | null
  'line-type'?: string | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  'municipality-taxation-code'?: string | null
  'net-weight'?: DecimalInput | null
  'order-line-id'?: number | null
  'original-date-of-supply'?: DateTime | null
  /** Required on create. */
  price?: DecimalInput | null
  'price-per-uom'?: DecimalInput | null
  quantity?: DecimalInput | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  subcategory?: string | null
  'supp-aux-part-num'?: string | null
  'tax-amount'?: string | null
  'tax-rate'?: string | null
  /** At most 100 characters. */
  type?: string | null
  /** At most 255 characters. */
  unspsc?: string | null
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InvoiceLineAllocationEmbeddedInput[] | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  'bulk-price'?: BulkPriceEmbeddedInput | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'failed-tolerances'?: readonly FailedToleranceEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  'order-line-commodity'?: CommodityEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
  'tax-code'?: TaxCodeEmbeddedInput | null
  'tax-lines'?: readonly TaxLineEmbeddedInput[] | null
  uom?: UnitOfMeasureEmbeddedInput | null
  'weight-uom'?: UnitOfMeasureEmbeddedInput | null
  'withholding-tax-lines'?: readonly WithholdingTaxLineEmbeddedInput[] | null
}

/** An invoice amount line inside another record to write: a reference by id, or values. */
export interface InvoiceAmountLineEmbeddedInput extends InvoiceAmountLineInput {
  id?: number | null
}

/** An invoice charge as Coupa returns it. */
export interface InvoiceCharge {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'billing-note'?: string | null
  description?: string | null
  distributed?: boolean | null
  'line-num'?: number | null
  pct?: Decimal | null
  total?: Decimal | null
  type?: string | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InvoiceChargeAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  period?: Embedded<BudgetPeriod> | null
  'tax-lines'?: Embedded<TaxLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice charge. */
export interface InvoiceChargeInput {
  'billing-note'?: string | null
  /** At most 1550 characters. */
  description?: string | null
  distributed?: boolean | null
  'line-num'?: number | null
  pct?: DecimalInput | null
  total?: DecimalInput | null
  /** At most 255 characters. */
  type?: string | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InvoiceChargeAllocationEmbeddedInput[] | null
  currency?: CurrencyEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  'tax-lines'?: readonly TaxLineEmbeddedInput[] | null
}

/** An invoice charge inside another record to write: a reference by id, or values. */
export interface InvoiceChargeEmbeddedInput extends InvoiceChargeInput {
  id?: number | null
}

/** An invoice charge allocation as Coupa returns it. */
export interface InvoiceChargeAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'billing-note'?: string | null
  pct?: Decimal | null
  account?: Embedded<Account> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice charge allocation. */
export interface InvoiceChargeAllocationInput {
  amount?: DecimalInput | null
  'billing-note'?: string | null
  /** Required on create. */
  pct?: DecimalInput | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
}

/** An invoice charge allocation inside another record to write: a reference by id, or values. */
export interface InvoiceChargeAllocationEmbeddedInput extends InvoiceChargeAllocationInput {
  id?: number | null
}

/** An invoice email as Coupa returns it. Known from Swagger only (up to R39). */
export interface InvoiceEmail<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  email?: string | null
  'send-notification'?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice email. */
export interface InvoiceEmailInput<CustomFields = OpenCustomFields> {
  /** Required on create. At most 255 characters. */
  email?: string | null
  'send-notification'?: string | null
  'custom-fields'?: CustomFields
}

/** An invoice email inside another record to write: a reference by id, or values. */
export interface InvoiceEmailEmbeddedInput<CustomFields = OpenCustomFields> extends InvoiceEmailInput<CustomFields> {
  id?: number | null
}

/** An invoice handling charge as Coupa returns it. Known from Swagger only (up to R39). */
export interface InvoiceHandlingCharge {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'billing-note'?: string | null
  description?: string | null
  distributed?: boolean | null
  'line-num'?: number | null
  pct?: Decimal | null
  total?: Decimal | null
  type?: string | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InvoiceChargeAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  period?: Embedded<BudgetPeriod> | null
  'tax-lines'?: Embedded<TaxLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice handling charge. */
export interface InvoiceHandlingChargeInput {
  'billing-note'?: string | null
  /** At most 1550 characters. */
  description?: string | null
  distributed?: boolean | null
  'line-num'?: number | null
  pct?: DecimalInput | null
  total?: DecimalInput | null
  /** At most 255 characters. */
  type?: string | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InvoiceChargeAllocationEmbeddedInput[] | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  'tax-lines'?: readonly TaxLineEmbeddedInput[] | null
}

/** An invoice handling charge inside another record to write: a reference by id, or values. */
export interface InvoiceHandlingChargeEmbeddedInput extends InvoiceHandlingChargeInput {
  id?: number | null
}

/** An invoice line as Coupa returns it. */
export interface InvoiceLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'adjustment-type'?: OpenValue<'price' | 'quantity' | 'other'> | null
  'billing-note'?: string | null
  category?: string | null
  'classification-of-goods'?: string | null
  'company-uom'?: string | null
  'customs-declaration-number'?: string | null
  deductibility?: string | null
  'delivery-note-number'?: string | null
  description?: string | null
  'discount-amount'?: Decimal | null
  'fiscal-code'?: string | null
  'handling-distribution-total'?: Decimal | null
  'hsn-sac-code'?: string | null
  'item-barcode'?: string | null
  'line-num'?: number | null
  'match-reference'?: string | null
  'misc-distribution-total'?: Decimal | null
  'municipality-taxation-code'?: string | null
  'net-weight'?: Decimal | null
  'order-header-num'?: number | null
  'order-line-custom-fields'?: string | null
  'order-line-id'?: number | null
  'order-line-num'?: number | null
  'order-line-source-part-num'?: string | null
  'original-date-of-supply'?: DateTime | null
  'po-number'?: string | null
  price?: Decimal | null
  'price-per-uom'?: Decimal | null
  'property-tax-account'?: string | null
  quantity?: Decimal | null
  'shipping-distribution-total'?: Decimal | null
  'source-part-num'?: string | null
  status?: string | null
  subcategory?: string | null
  'supp-aux-part-num'?: string | null
  'tax-amount'?: Decimal | null
  'tax-amount-engine'?: Decimal | null
  'tax-code-engine'?: string | null
  'tax-description'?: string | null
  'tax-distribution-total'?: Decimal | null
  'tax-location'?: string | null
  'tax-rate'?: Decimal | null
  'tax-rate-engine'?: Decimal | null
  'tax-supply-date'?: DateTime | null
  total?: Decimal | null
  type?: OpenValue<'InvoiceQuantityLine' | 'InvoiceAmountLine'> | null
  unspsc?: string | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InvoiceLineAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  'bulk-price'?: Embedded<BulkPrice> | null
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  'failed-tolerances'?: Embedded<FailedTolerance>[]
  item?: Embedded<Item> | null
  'order-line-commodity'?: Embedded<Commodity> | null
  period?: Embedded<BudgetPeriod> | null
  taggings?: Embedded<Tagging>[]
  tags?: Embedded<Tag>[]
  'tax-code'?: Embedded<TaxCode> | null
  'tax-lines'?: Embedded<TaxLine>[]
  uom?: Embedded<UnitOfMeasure> | null
  'weight-uom'?: Embedded<UnitOfMeasure> | null
  'withholding-tax-lines'?: Embedded<WithholdingTaxLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice line. */
export interface InvoiceLineInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  'adjustment-type'?: OpenValue<'price' | 'quantity' | 'other'> | null
  'billing-note'?: string | null
  /** At most 255 characters. */
  category?: string | null
  /** At most 8 characters. */
  'classification-of-goods'?: string | null
  /** At most 255 characters. */
  deductibility?: string | null
  /** At most 255 characters. */
  'delivery-note-number'?: string | null
  /** Required on create. At most 1550 characters. */
  description?: string | null
  /** At most 4 characters. */
  'fiscal-code'?: string | null
  /** At most 255 characters. */
  'hsn-sac-code'?: string | null
  /** At most 14 characters. */
  'item-barcode'?: string | null
  'line-num'?: number | null
  'line-type'?: string | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  'municipality-taxation-code'?: string | null
  'net-weight'?: DecimalInput | null
  'order-line-id'?: number | null
  'original-date-of-supply'?: DateTime | null
  /** Required on create. */
  price?: DecimalInput | null
  'price-per-uom'?: DecimalInput | null
  quantity?: DecimalInput | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  /** At most 255 characters. */
  subcategory?: string | null
  'supp-aux-part-num'?: string | null
  'tax-amount'?: DecimalInput | null
  'tax-rate'?: DecimalInput | null
  /** At most 100 characters. */
  type?: OpenValue<'InvoiceQuantityLine' | 'InvoiceAmountLine'> | null
  /** At most 255 characters. */
  unspsc?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InvoiceLineAllocationEmbeddedInput[] | null
  'bulk-price'?: BulkPriceEmbeddedInput | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'failed-tolerances'?: readonly FailedToleranceEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
  'tax-code'?: TaxCodeEmbeddedInput | null
  'tax-lines'?: readonly TaxLineEmbeddedInput[] | null
  uom?: UnitOfMeasureEmbeddedInput | null
  'weight-uom'?: UnitOfMeasureEmbeddedInput | null
  'withholding-tax-lines'?: readonly WithholdingTaxLineEmbeddedInput[] | null
}

/** An invoice line inside another record to write: a reference by id, or values. */
export interface InvoiceLineEmbeddedInput<CustomFields = OpenCustomFields> extends InvoiceLineInput<CustomFields> {
  id?: number | null
}

/** An invoice line allocation as Coupa returns it. Known from Swagger only (up to R39). */
export interface InvoiceLineAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'billing-note'?: string | null
  'handling-distribution-total'?: Decimal | null
  'misc-distribution-total'?: Decimal | null
  pct?: Decimal | null
  'shipping-distribution-total'?: Decimal | null
  'tax-distribution-total'?: Decimal | null
  account?: Embedded<Account> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice line allocation. */
export interface InvoiceLineAllocationInput {
  amount?: DecimalInput | null
  'billing-note'?: string | null
  /** Required on create. */
  pct?: DecimalInput | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
}

/** An invoice line allocation inside another record to write: a reference by id, or values. */
export interface InvoiceLineAllocationEmbeddedInput extends InvoiceLineAllocationInput {
  id?: number | null
}

/** An invoice misc charge as Coupa returns it. Known from Swagger only (up to R39). */
export interface InvoiceMiscCharge {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'billing-note'?: string | null
  description?: string | null
  distributed?: boolean | null
  'line-num'?: number | null
  pct?: Decimal | null
  total?: Decimal | null
  type?: string | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InvoiceChargeAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  period?: Embedded<BudgetPeriod> | null
  'tax-lines'?: Embedded<TaxLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice misc charge. */
export interface InvoiceMiscChargeInput {
  'billing-note'?: string | null
  /** At most 1550 characters. */
  description?: string | null
  distributed?: boolean | null
  'line-num'?: number | null
  pct?: DecimalInput | null
  total?: DecimalInput | null
  /** At most 255 characters. */
  type?: string | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InvoiceChargeAllocationEmbeddedInput[] | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  'tax-lines'?: readonly TaxLineEmbeddedInput[] | null
}

/** An invoice misc charge inside another record to write: a reference by id, or values. */
export interface InvoiceMiscChargeEmbeddedInput extends InvoiceMiscChargeInput {
  id?: number | null
}

/** An invoice quantity line as Coupa returns it. Known from Swagger only (up to R39). */
export interface InvoiceQuantityLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'adjustment-type'?: OpenValue<'price' | 'quantity' | 'other'> | null
  'billing-note'?: string | null
  category?: string | null
  'classification-of-goods'?: string | null
  'company-uom'?: string | null
  'customs-declaration-number'?: string | null
  deductibility?: string | null
  'delivery-note-number'?: string | null
  description?: string | null
  'discount-amount'?: Decimal | null
  'fiscal-code'?: string | null
  'handling-distribution-total'?: Decimal | null
  'hsn-sac-code'?: string | null
  'item-barcode'?: string | null
  'line-num'?: number | null
  'line-type'?: string | null
  'match-reference'?: string | null
  'misc-distribution-total'?: Decimal | null
  'municipality-taxation-code'?: string | null
  'net-weight'?: Decimal | null
  'order-header-num'?: string | null
  'order-line-custom-fields'?: string | null
  'order-line-id'?: number | null
  'order-line-num'?: string | null
  'order-line-source-part-num'?: string | null
  'original-date-of-supply'?: DateTime | null
  'po-number'?: string | null
  price?: Decimal | null
  'price-per-uom'?: Decimal | null
  'property-tax-account'?: string | null
  quantity?: Decimal | null
  'shipping-distribution-total'?: Decimal | null
  'source-part-num'?: string | null
  status?: string | null
  subcategory?: string | null
  'supp-aux-part-num'?: string | null
  'tax-amount'?: string | null
  'tax-amount-engine'?: string | null
  'tax-code-engine'?: string | null
  'tax-description'?: string | null
  'tax-distribution-total'?: Decimal | null
  'tax-location'?: string | null
  'tax-rate'?: string | null
  'tax-rate-engine'?: string | null
  'tax-supply-date'?: string | null
  total?: Decimal | null
  type?: string | null
  unspsc?: string | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InvoiceLineAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  'bulk-price'?: Embedded<BulkPrice> | null
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  'failed-tolerances'?: Embedded<FailedTolerance>[]
  item?: Embedded<Item> | null
  'order-line-commodity'?: Embedded<Commodity> | null
  period?: Embedded<BudgetPeriod> | null
  taggings?: Embedded<Tagging>[]
  tags?: Embedded<Tag>[]
  'tax-code'?: Embedded<TaxCode> | null
  'tax-lines'?: Embedded<TaxLine>[]
  uom?: Embedded<UnitOfMeasure> | null
  'weight-uom'?: Embedded<UnitOfMeasure> | null
  'withholding-tax-lines'?: Embedded<WithholdingTaxLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice quantity line. */
export interface InvoiceQuantityLineInput {
  /** At most 255 characters. */
  'adjustment-type'?: OpenValue<'price' | 'quantity' | 'other'> | null
  'billing-note'?: string | null
  category?: string | null
  /** At most 255 characters. */
  'classification-of-goods'?: string | null
  deductibility?: string | null
  /** At most 255 characters. */
  'delivery-note-number'?: string | null
  /** Required on create. At most 1550 characters. */
  description?: string | null
  /** At most 255 characters. */
  'fiscal-code'?: string | null
  /** At most 255 characters. */
  'hsn-sac-code'?: string | null
  /** At most 255 characters. */
  'item-barcode'?: string | null
  'line-num'?: number | null
  'line-type'?: string | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  'municipality-taxation-code'?: string | null
  /** Required on create. */
  'net-weight'?: DecimalInput | null
  'order-line-id'?: number | null
  'original-date-of-supply'?: DateTime | null
  /** Required on create. */
  price?: DecimalInput | null
  'price-per-uom'?: DecimalInput | null
  /** Required on create. */
  quantity?: DecimalInput | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  subcategory?: string | null
  'supp-aux-part-num'?: string | null
  'tax-amount'?: string | null
  'tax-rate'?: string | null
  /** At most 100 characters. */
  type?: string | null
  /** At most 255 characters. */
  unspsc?: string | null
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InvoiceLineAllocationEmbeddedInput[] | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  'bulk-price'?: BulkPriceEmbeddedInput | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'failed-tolerances'?: readonly FailedToleranceEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  'order-line-commodity'?: CommodityEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
  'tax-code'?: TaxCodeEmbeddedInput | null
  'tax-lines'?: readonly TaxLineEmbeddedInput[] | null
  /** Required on create. */
  uom?: UnitOfMeasureEmbeddedInput | null
  /** Required on create. */
  'weight-uom'?: UnitOfMeasureEmbeddedInput | null
  'withholding-tax-lines'?: readonly WithholdingTaxLineEmbeddedInput[] | null
}

/** An invoice quantity line inside another record to write: a reference by id, or values. */
export interface InvoiceQuantityLineEmbeddedInput extends InvoiceQuantityLineInput {
  id?: number | null
}

/** An invoice reconciliation line as Coupa returns it. Known from Swagger only (up to R39). */
export interface InvoiceReconciliationLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'adjustment-date'?: DateTime | null
  amount?: Decimal | null
  'amount-paid'?: Decimal | null
  category?: string | null
  note?: string | null
  notes?: string | null
  'payable-id'?: number | null
  'payable-type'?: string | null
  'payment-date'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice reconciliation line. */
export interface InvoiceReconciliationLineInput {
  'adjustment-date'?: DateTime | null
  amount?: DecimalInput | null
  /** At most 255 characters. */
  category?: string | null
  /** At most 255 characters. */
  note?: string | null
  'payable-id'?: number | null
}

/** An invoice reconciliation line inside another record to write: a reference by id, or values. */
export interface InvoiceReconciliationLineEmbeddedInput extends InvoiceReconciliationLineInput {
  id?: number | null
}

/** An invoice shipping charge as Coupa returns it. Known from Swagger only (up to R39). */
export interface InvoiceShippingCharge {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'billing-note'?: string | null
  description?: string | null
  distributed?: boolean | null
  'line-num'?: number | null
  pct?: Decimal | null
  total?: Decimal | null
  type?: string | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InvoiceChargeAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  period?: Embedded<BudgetPeriod> | null
  'tax-lines'?: Embedded<TaxLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an invoice shipping charge. */
export interface InvoiceShippingChargeInput {
  'billing-note'?: string | null
  /** At most 1550 characters. */
  description?: string | null
  distributed?: boolean | null
  'line-num'?: number | null
  pct?: DecimalInput | null
  total?: DecimalInput | null
  /** At most 255 characters. */
  type?: string | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InvoiceChargeAllocationEmbeddedInput[] | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  'tax-lines'?: readonly TaxLineEmbeddedInput[] | null
}

/** An invoice shipping charge inside another record to write: a reference by id, or values. */
export interface InvoiceShippingChargeEmbeddedInput extends InvoiceShippingChargeInput {
  id?: number | null
}

/** An item as Coupa returns it. */
export interface Item<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'allow-partial-quantity'?: boolean | null
  'consumption-quantity'?: number | null
  description?: string | null
  'dual-uom-allowed'?: boolean | null
  'external-image-url'?: string | null
  'inventory-lot-expiration-type'?: string | null
  'inventory-lot-tracking-enabled'?: boolean | null
  'item-number'?: string | null
  'item-type'?: string | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  name?: string | null
  'pack-uom-id'?: number | null
  'require-asset-tag'?: boolean | null
  'require-inspection'?: boolean | null
  'storage-quantity'?: number | null
  'custom-fields'?: CustomFields
  commodity?: Embedded<Commodity> | null
  'consumption-uom'?: Embedded<UnitOfMeasure> | null
  'receiving-form'?: Embedded<Form> | null
  'reorder-alerts'?: unknown[]
  'storage-uom'?: Embedded<UnitOfMeasure> | null
  'sustainability-detail'?: Embedded<SustainabilityDetail> | null
  'tax-detail'?: Embedded<ItemTaxDetail> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an item. */
export interface ItemInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  'connect-item-id'?: number | null
  'consumption-quantity'?: number | null
  /** Required on create. */
  description?: string | null
  'image-url'?: string | null
  /** Unique. */
  'item-number'?: string | null
  'item-type'?: string | null
  /** Required on create. At most 255 characters. */
  'manufacturer-name'?: string | null
  /** Unique. At most 255 characters. */
  'manufacturer-part-number'?: string | null
  /** Required on create. */
  name?: string | null
  /** Required on create. */
  'net-weight'?: DecimalInput | null
  /** Required on create. */
  'pack-qty'?: DecimalInput | null
  /** Required on create. */
  'pack-uom-id'?: number | null
  /** Required on create. */
  'pack-weight'?: DecimalInput | null
  'receive-catch-weight'?: boolean | null
  'reorder-point'?: DecimalInput | null
  'storage-quantity'?: number | null
  'use-pack-weight'?: boolean | null
  'custom-fields'?: CustomFields
  commodity?: CommodityEmbeddedInput | null
  'consumption-uom'?: UnitOfMeasureEmbeddedInput | null
  'net-weight-uom'?: UnitOfMeasureEmbeddedInput | null
  'pack-uom'?: UnitOfMeasureEmbeddedInput | null
  'receiving-form'?: FormEmbeddedInput | null
  'reorder-alerts'?: readonly unknown[] | null
  'storage-uom'?: UnitOfMeasureEmbeddedInput | null
  'sustainability-detail'?: SustainabilityDetailEmbeddedInput | null
  'tax-detail'?: ItemTaxDetailEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An item inside another record to write: a reference by id, item-number, name, or values. */
export interface ItemEmbeddedInput<CustomFields = OpenCustomFields> extends ItemInput<CustomFields> {
  id?: number | null
}

/** An item tax detail as Coupa returns it. */
export interface ItemTaxDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  cfop?: string | null
  ncm?: string | null
}

/** What can be written of an item tax detail. */
export interface ItemTaxDetailInput {
  /** At most 255 characters. */
  cfop?: string | null
  /** At most 255 characters. */
  ncm?: string | null
}

/** An item tax detail inside another record to write: a reference by id, or values. */
export interface ItemTaxDetailEmbeddedInput extends ItemTaxDetailInput {
  id?: number | null
}

/** An itemized expense line as Coupa returns it. */
export interface ItemizedExpenseLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'allow-attach-preapproval'?: boolean | null
  amount?: Decimal | null
  'approved-amount'?: Decimal | null
  'custom-field-1'?: string | null
  'custom-field-10'?: string | null
  'custom-field-11'?: string | null
  'custom-field-12'?: string | null
  'custom-field-13'?: string | null
  'custom-field-14'?: string | null
  'custom-field-15'?: string | null
  'custom-field-16'?: string | null
  'custom-field-17'?: string | null
  'custom-field-18'?: string | null
  'custom-field-19'?: string | null
  'custom-field-2'?: string | null
  'custom-field-20'?: string | null
  'custom-field-3'?: string | null
  'custom-field-4'?: string | null
  'custom-field-5'?: string | null
  'custom-field-6'?: string | null
  'custom-field-7'?: string | null
  'custom-field-8'?: string | null
  'custom-field-9'?: string | null
  description?: string | null
  divisor?: Decimal | null
  'employee-reimbursable'?: boolean | null
  'employee-reimbursable-editable'?: boolean | null
  'employee-reimbursable-overridden'?: boolean | null
  'end-date'?: DateTime | null
  'exchange-rate'?: Decimal | null
  'expense-category-custom-field-1'?: string | null
  'expense-category-custom-field-10'?: string | null
  'expense-category-custom-field-2'?: string | null
  'expense-category-custom-field-3'?: string | null
  'expense-category-custom-field-4'?: string | null
  'expense-category-custom-field-5'?: string | null
  'expense-category-custom-field-6'?: string | null
  'expense-category-custom-field-7'?: string | null
  'expense-category-custom-field-8'?: string | null
  'expense-category-custom-field-9'?: string | null
  'expense-date'?: DateTime | null
  'expense-report-id'?: number | null
  'external-src-data'?: string | null
  'external-src-name'?: string | null
  'external-src-ref'?: string | null
  'foreign-currency-amount'?: Decimal | null
  frugality?: string | null
  'has-preapproval'?: string | null
  'last-send-back-comment'?: string | null
  'last-send-back-reason'?: string | null
  'line-number'?: number | null
  merchant?: string | null
  'order-line-id'?: number | null
  'over-limit'?: boolean | null
  'parent-expense-line-id'?: number | null
  'parent-external-src-data'?: string | null
  'parent-external-src-name'?: string | null
  'parent-external-src-ref'?: string | null
  'per-diem-trip'?: string | null
  reason?: string | null
  'receipt-total-amount'?: Decimal | null
  'receipt-total-currency-id'?: number | null
  'reporting-total'?: Decimal | null
  'requires-receipt'?: boolean | null
  'start-date'?: DateTime | null
  status?: string | null
  type?: string | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<ExpenseLineAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  'audit-status'?: Embedded<AuditStatus> | null
  currency?: Embedded<Currency> | null
  'expense-artifacts'?: Embedded<ExpenseArtifact>[]
  'expense-attendees'?: Embedded<ExpenseAttendee>[]
  'expense-category'?: Embedded<ExpenseCategory> | null
  'expense-line-cash-advance'?: Embedded<ExpenseLineCashAdvance> | null
  'expense-line-daily-per-diems'?: Embedded<ExpenseLineDailyPerDiem>[]
  'expense-line-imported-data'?: Embedded<ExpenseLineImportedData> | null
  'expense-line-mileage'?: Embedded<ExpenseLineMileage> | null
  'expense-line-per-diem'?: Embedded<ExpenseLinePerDiem> | null
  'expense-line-preapproval'?: Embedded<ExpenseLinePreapproval> | null
  'expense-line-taxes'?: Embedded<ExpenseLineTax>[]
  'expense-line-virtual-card'?: Embedded<ExpenseLineVirtualCard> | null
  'expense-trip'?: Embedded<ExpenseTrip> | null
  'expensed-by'?: Embedded<User> | null
  'foreign-currency'?: Embedded<Currency> | null
  integration?: Embedded<Integration> | null
  period?: Embedded<BudgetPeriod> | null
  'suggested-exchange-rate'?: Embedded<ExchangeRate> | null
  'travel-trip-booking'?: Embedded<TravelTripBooking> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an itemized expense line. */
export interface ItemizedExpenseLineInput {
  id?: number | null
  amount?: DecimalInput | null
  'approved-amount'?: DecimalInput | null
  /** At most 255 characters. */
  'custom-field-1'?: string | null
  /** At most 255 characters. */
  'custom-field-10'?: string | null
  /** At most 255 characters. */
  'custom-field-11'?: string | null
  /** At most 255 characters. */
  'custom-field-12'?: string | null
  /** At most 255 characters. */
  'custom-field-13'?: string | null
  /** At most 255 characters. */
  'custom-field-14'?: string | null
  /** At most 255 characters. */
  'custom-field-15'?: string | null
  /** At most 255 characters. */
  'custom-field-16'?: string | null
  /** At most 255 characters. */
  'custom-field-17'?: string | null
  /** At most 255 characters. */
  'custom-field-18'?: string | null
  /** At most 255 characters. */
  'custom-field-19'?: string | null
  /** At most 255 characters. */
  'custom-field-2'?: string | null
  /** At most 255 characters. */
  'custom-field-20'?: string | null
  /** At most 255 characters. */
  'custom-field-3'?: string | null
  /** At most 255 characters. */
  'custom-field-4'?: string | null
  /** At most 255 characters. */
  'custom-field-5'?: string | null
  /** At most 255 characters. */
  'custom-field-6'?: string | null
  /** At most 255 characters. */
  'custom-field-7'?: string | null
  /** At most 255 characters. */
  'custom-field-8'?: string | null
  /** At most 255 characters. */
  'custom-field-9'?: string | null
  /** At most 1550 characters. */
  description?: string | null
  divisor?: DecimalInput | null
  'end-date'?: DateTime | null
  'exchange-rate'?: DecimalInput | null
  'expense-category-custom-field-1'?: string | null
  'expense-category-custom-field-10'?: string | null
  'expense-category-custom-field-2'?: string | null
  'expense-category-custom-field-3'?: string | null
  'expense-category-custom-field-4'?: string | null
  'expense-category-custom-field-5'?: string | null
  'expense-category-custom-field-6'?: string | null
  'expense-category-custom-field-7'?: string | null
  'expense-category-custom-field-8'?: string | null
  'expense-category-custom-field-9'?: string | null
  'expense-date'?: DateTime | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** Unique. At most 255 characters. */
  'external-src-ref'?: string | null
  'foreign-currency-amount'?: DecimalInput | null
  'foreign-currency-id'?: number | null
  /** At most 255 characters. */
  merchant?: string | null
  'order-line-id'?: number | null
  /** At most 255 characters. */
  reason?: string | null
  'receipt-total-amount'?: DecimalInput | null
  'receipt-total-currency-id'?: number | null
  /** Required on create. */
  'start-date'?: DateTime | null
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly ExpenseLineAllocationEmbeddedInput[] | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  'audit-status'?: AuditStatusEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'expense-attendees'?: readonly ExpenseAttendeeEmbeddedInput[] | null
  /** Required on create. */
  'expense-category'?: ExpenseCategoryEmbeddedInput | null
  'expense-line-cash-advance'?: ExpenseLineCashAdvanceEmbeddedInput | null
  'expense-line-mileage'?: ExpenseLineMileageEmbeddedInput | null
  'expense-line-per-diem'?: ExpenseLinePerDiemEmbeddedInput | null
  'expense-line-preapproval'?: ExpenseLinePreapprovalEmbeddedInput | null
  'expense-line-virtual-card'?: ExpenseLineVirtualCardEmbeddedInput | null
  'expense-trip'?: ExpenseTripEmbeddedInput | null
  'expensed-by'?: UserEmbeddedInput | null
  /** Required on create. */
  'foreign-currency'?: CurrencyEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  'travel-trip-booking'?: TravelTripBookingEmbeddedInput | null
}

/** An itemized expense line inside another record to write: a reference by id, or values. */
export interface ItemizedExpenseLineEmbeddedInput extends ItemizedExpenseLineInput {
}

/** A job category as Coupa returns it. Known from Swagger only (up to R39). */
export interface JobCategory<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  description?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a job category. */
export interface JobCategoryInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** At most 50 characters. */
  code?: string | null
  description?: string | null
  /** Required on create. At most 100 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
}

/** A job category inside another record to write: a reference by id, or values. */
export interface JobCategoryEmbeddedInput<CustomFields = OpenCustomFields> extends JobCategoryInput<CustomFields> {
  id?: number | null
}

/** A job level as Coupa returns it. Known from Swagger only (up to R39). */
export interface JobLevel<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  description?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a job level. */
export interface JobLevelInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** At most 50 characters. */
  code?: string | null
  description?: string | null
  /** Required on create. At most 100 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
}

/** A job level inside another record to write: a reference by id, or values. */
export interface JobLevelEmbeddedInput<CustomFields = OpenCustomFields> extends JobLevelInput<CustomFields> {
  id?: number | null
}

/** A job role association as Coupa returns it. */
export interface JobRoleAssociation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  description?: string | null
  'work-hours'?: string | null
  'custom-fields'?: CustomFields
  'job-role'?: UnknownObject | null
  'work-arrangement'?: UnknownObject | null
  'work-location'?: Embedded<Address> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a job role association can be written. */
export type JobRoleAssociationInput = EmptyInput

/** A job role association inside another record to write: a reference by id, or values. */
export interface JobRoleAssociationEmbeddedInput {
  id?: number | null
}

/** A job title as Coupa returns it. Known from Swagger only (up to R39). */
export interface JobTitle<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  'coupa-standard-job-title-taxonomy-id'?: string | null
  description?: string | null
  title?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  'job-category'?: Embedded<JobCategory> | null
  'job-level'?: Embedded<JobLevel> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a job title. */
export interface JobTitleInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** At most 50 characters. */
  code?: string | null
  /** At most 255 characters. */
  'coupa-standard-job-title-taxonomy-id'?: string | null
  /** At most 255 characters. */
  description?: string | null
  /** Required on create. At most 100 characters. */
  title?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'job-category'?: JobCategoryEmbeddedInput | null
  'job-level'?: JobLevelEmbeddedInput | null
}

/** A job title inside another record to write: a reference by id, or values. */
export interface JobTitleEmbeddedInput<CustomFields = OpenCustomFields> extends JobTitleInput<CustomFields> {
  id?: number | null
}

/** A job title association as Coupa returns it. Known from Swagger only (up to R39). */
export interface JobTitleAssociation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'lineable-type'?: string | null
  'no-of-workers'?: number | null
  'job-title'?: Embedded<JobTitle> | null
  'work-location'?: Embedded<Address> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a job title association. */
export interface JobTitleAssociationInput {
  /** At most 255 characters. */
  'lineable-type'?: string | null
  /** Required on create. */
  'no-of-workers'?: number | null
  /** Required on create. */
  'job-title'?: JobTitleEmbeddedInput | null
  /** Required on create. */
  'work-location'?: AddressEmbeddedInput | null
}

/** A job title association inside another record to write: a reference by id, or values. */
export interface JobTitleAssociationEmbeddedInput extends JobTitleAssociationInput {
  id?: number | null
}

/** A language as Coupa returns it. Known from Swagger only (up to R39). */
export interface Language {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  code?: string | null
  name?: string | null
}

/** What can be written of a language. */
export interface LanguageInput {
  /** Required on create. At most 12 characters. */
  code?: string | null
}

/** A language inside another record to write: a reference by id, or values. */
export interface LanguageEmbeddedInput extends LanguageInput {
  id?: number | null
}

/** A legal document as Coupa returns it. */
export interface LegalDocument<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'ccc-exec-summary-timestamp'?: DateTime | null
  'ccc-file-timestamp'?: DateTime | null
  'clm-id'?: string | null
  'contract-template-id'?: number | null
  'external-file-upload'?: boolean | null
  'locked-by-other-party'?: string | null
  'locked-by-user-id'?: number | null
  'negotiation-rounds'?: number | null
  'reviewer-user-ids'?: string | null
  url?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a legal document. */
export interface LegalDocumentInput<CustomFields = OpenCustomFields> {
  'ccc-exec-summary-timestamp'?: DateTime | null
  'ccc-file-timestamp'?: DateTime | null
  /** At most 255 characters. */
  'clm-id'?: string | null
  'contract-template-id'?: number | null
  'external-file-upload'?: boolean | null
  /** At most 255 characters. */
  'locked-by-other-party'?: string | null
  'locked-by-user-id'?: number | null
  'negotiation-rounds'?: number | null
  'reviewer-user-ids'?: string | null
  /** At most 255 characters. */
  url?: string | null
  'custom-fields'?: CustomFields
  contract?: ContractEmbeddedInput | null
}

/** A legal document inside another record to write: a reference by id, or values. */
export interface LegalDocumentEmbeddedInput<CustomFields = OpenCustomFields> extends LegalDocumentInput<CustomFields> {
  id?: number | null
}

/** A legal entity as Coupa returns it. */
export interface LegalEntity<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  abbreviation?: string | null
  'accounting-method'?: OpenValue<'ifrs' | 'ifrs_9' | 'us_gaap'> | null
  active?: boolean | null
  'corporate-sector'?: string | null
  description?: string | null
  'external-identification-company-code'?: string | null
  'external-identification-creditor-id'?: string | null
  'external-identification-ic-identifier-gl'?: string | null
  'external-identification-lei'?: string | null
  'external-identification-name-matching'?: string | null
  'external-identification-name-trading'?: string | null
  'external-identification-swift'?: string | null
  name?: string | null
  'swift-code'?: string | null
  'use-fx-rates-reciprocal'?: boolean | null
  'custom-fields'?: CustomFields
  'bill-to-address'?: Embedded<BillToAddress> | null
  currency?: Embedded<Currency> | null
  'legal-entity-address'?: Embedded<LegalEntityAddress> | null
  'legal-entity-addresses'?: Embedded<LegalEntityAddress>[]
  parent?: Embedded<LegalEntity> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a legal entity. */
export interface LegalEntityInput<CustomFields = OpenCustomFields> {
  /** Required on create. Unique. At most 50 characters. */
  abbreviation?: string | null
  /** At most 7 characters. */
  'accounting-method'?: OpenValue<'ifrs' | 'ifrs_9' | 'us_gaap'> | null
  active?: boolean | null
  /** At most 16 characters. */
  'corporate-sector'?: string | null
  /** At most 500 characters. */
  description?: string | null
  /** At most 11 characters. */
  'external-identification-company-code'?: string | null
  /** At most 35 characters. */
  'external-identification-creditor-id'?: string | null
  /** At most 50 characters. */
  'external-identification-ic-identifier-gl'?: string | null
  /** At most 20 characters. */
  'external-identification-lei'?: string | null
  /** At most 100 characters. */
  'external-identification-name-matching'?: string | null
  /** At most 100 characters. */
  'external-identification-name-trading'?: string | null
  /** At most 11 characters. */
  'external-identification-swift'?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  /** At most 11 characters. */
  'swift-code'?: string | null
  'use-fx-rates-reciprocal'?: boolean | null
  'custom-fields'?: CustomFields
  'bill-to-addresses'?: readonly AddressEmbeddedInput[] | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  'legal-entity-address'?: LegalEntityAddressEmbeddedInput | null
  'legal-entity-addresses'?: readonly LegalEntityAddressEmbeddedInput[] | null
  parent?: LegalEntityEmbeddedInput | null
}

/** A legal entity inside another record to write: a reference by id, name, or values. */
export interface LegalEntityEmbeddedInput<CustomFields = OpenCustomFields> extends LegalEntityInput<CustomFields> {
  id?: number | null
}

/** A legal entity address as Coupa returns it. Known from Swagger only (up to R39). */
export interface LegalEntityAddress {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  attention?: string | null
  'business-group-name'?: string | null
  city?: string | null
  'external-src-name'?: string | null
  'external-src-ref'?: string | null
  'local-tax-number'?: string | null
  'location-code'?: string | null
  name?: string | null
  'postal-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  type?: string | null
  'vat-number'?: string | null
  'content-groups'?: Embedded<BusinessGroup>[]
  country?: Embedded<Country> | null
  purposes?: Embedded<Purpose>[]
  'tax-registrations'?: Embedded<Address>[]
  'vat-country'?: Embedded<Country> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a legal entity address. */
export interface LegalEntityAddressInput {
  active?: boolean | null
  /** At most 255 characters. */
  attention?: string | null
  'business-group-name'?: string | null
  /** Required on create. At most 255 characters. */
  city?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  /** Required on create. At most 255 characters. */
  'local-tax-number'?: string | null
  /** At most 255 characters. */
  'location-code'?: string | null
  /** At most 255 characters. */
  name?: string | null
  /** Required on create. At most 10 characters. */
  'postal-code'?: string | null
  /** At most 255 characters. */
  state?: string | null
  /** At most 255 characters. */
  'state-iso-code'?: string | null
  /** Required on create. At most 255 characters. */
  street1?: string | null
  /** At most 255 characters. */
  street2?: string | null
  /** At most 255 characters. */
  street3?: string | null
  /** At most 255 characters. */
  street4?: string | null
  /** At most 255 characters. */
  'vat-number'?: string | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  purposes?: readonly PurposeEmbeddedInput[] | null
  'tax-registrations'?: readonly AddressEmbeddedInput[] | null
  'vat-country'?: CountryEmbeddedInput | null
}

/** A legal entity address inside another record to write: a reference by id, or values. */
export interface LegalEntityAddressEmbeddedInput extends LegalEntityAddressInput {
  id?: number | null
}

/** A legal payment receipt as Coupa returns it. Known from Swagger only (up to R39). */
export interface LegalPaymentReceipt {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'buyer-bank-name'?: string | null
  'buyer-bank-reference'?: string | null
  'buyer-tax-number'?: string | null
  'check-number'?: string | null
  'document-date'?: DateTime | null
  'form-of-payment'?: string | null
  'payment-received-date'?: DateTime | null
  'supplier-bank-reference'?: string | null
  'supplier-tax-number'?: string | null
  uuid?: string | null
  currency?: Embedded<Currency> | null
}

/** What can be written of a legal payment receipt. */
export interface LegalPaymentReceiptInput {
  currency?: CurrencyEmbeddedInput | null
}

/** A legal payment receipt inside another record to write: a reference by id, or values. */
export interface LegalPaymentReceiptEmbeddedInput extends LegalPaymentReceiptInput {
  id?: number | null
}

/** A lookup as Coupa returns it. Known from Swagger only (up to R39). */
export interface Lookup<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  'fixed-depth'?: boolean | null
  'level-1-name'?: string | null
  'level-10-name'?: string | null
  'level-2-name'?: string | null
  'level-3-name'?: string | null
  'level-4-name'?: string | null
  'level-5-name'?: string | null
  'level-6-name'?: string | null
  'level-7-name'?: string | null
  'level-8-name'?: string | null
  'level-9-name'?: string | null
  name?: string | null
  'values-count'?: number | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a lookup. */
export interface LookupInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** At most 255 characters. */
  description?: string | null
  'fixed-depth'?: boolean | null
  /** At most 255 characters. */
  'level-1-name'?: string | null
  /** At most 255 characters. */
  'level-10-name'?: string | null
  /** At most 255 characters. */
  'level-2-name'?: string | null
  /** At most 255 characters. */
  'level-3-name'?: string | null
  /** At most 255 characters. */
  'level-4-name'?: string | null
  /** At most 255 characters. */
  'level-5-name'?: string | null
  /** At most 255 characters. */
  'level-6-name'?: string | null
  /** At most 255 characters. */
  'level-7-name'?: string | null
  /** At most 255 characters. */
  'level-8-name'?: string | null
  /** At most 255 characters. */
  'level-9-name'?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
}

/** A lookup inside another record to write: a reference by id, name, or values. */
export interface LookupEmbeddedInput<CustomFields = OpenCustomFields> extends LookupInput<CustomFields> {
  id?: number | null
}

/** A lookup value as Coupa returns it. */
export interface LookupValue<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'children-count'?: number | null
  depth?: number | null
  description?: string | null
  'external-ref-code'?: string | null
  'external-ref-num'?: string | null
  'is-default'?: boolean | null
  'lookup-id'?: number | null
  name?: string | null
  'parent-id'?: number | null
  'custom-fields'?: CustomFields
  'account-type'?: Embedded<AccountType> | null
  lookup?: Embedded<Lookup> | null
  parent?: Embedded<LookupValue> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a lookup value. */
export interface LookupValueInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  description?: string | null
  /** Unique. */
  'external-ref-num'?: string | null
  'is-default'?: boolean | null
  'lookup-id'?: number | null
  /** Required on create. Unique. */
  name?: string | null
  'parent-id'?: number | null
  'custom-fields'?: CustomFields
  'account-type'?: AccountTypeEmbeddedInput | null
  /** Required on create. */
  lookup?: LookupEmbeddedInput | null
  parent?: LookupValueEmbeddedInput | null
}

/** A lookup value inside another record to write: a reference by id, external-ref-code, external-ref-num, name, lookup, or values. */
export interface LookupValueEmbeddedInput<CustomFields = OpenCustomFields> extends LookupValueInput<CustomFields> {
  id?: number | null
  'external-ref-code'?: string | null
}

/** A matching allocation as Coupa returns it. */
export interface MatchingAllocation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'asn-line-id'?: number | null
  'inventory-transaction-id'?: number | null
  'inventory-transaction-match-reference'?: string | null
  'invoice-line-id'?: number | null
  'invoice-line-total'?: Decimal | null
  'manual-match'?: number | null
  'order-line-id'?: number | null
  quantity?: Decimal | null
  status?: string | null
  'status-reason'?: string | null
  uom?: string | null
  'custom-fields'?: CustomFields
}

/** What can be written of a matching allocation. */
export interface MatchingAllocationInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A matching allocation inside another record to write: a reference by id, or values. */
export interface MatchingAllocationEmbeddedInput<CustomFields = OpenCustomFields> extends MatchingAllocationInput<CustomFields> {
  id?: number | null
}

/** A money as Coupa returns it. Known from Swagger only (up to R39). */
export interface Money {
}

/** Nothing of a money can be written. */
export type MoneyInput = EmptyInput

/** Nothing of a money can be written. */
export type MoneyEmbeddedInput = EmptyInput

/** A notification as Coupa returns it. Known from its endpoint only. */
export interface Notification {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a notification can be written. */
export type NotificationInput = EmptyInput

/** A notification inside another record to write: a reference by id, or values. */
export interface NotificationEmbeddedInput {
  id?: number | null
}

/** An object line as Coupa returns it. */
export interface ObjectLine {
}

/** What can be written of an object line. */
export interface ObjectLineInput {
  'object-id'?: number | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-1'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-10'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-11'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-12'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-13'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-14'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-15'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-16'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-17'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-18'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-19'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-2'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-20'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-21'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-22'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-23'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-24'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-25'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-26'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-27'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-28'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-29'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-3'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-30'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-4'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-5'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-6'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-7'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-8'?: string | null
  /** At most 255 characters. */
  'object-line-configuration-custom-field-9'?: string | null
  'object-line-configuration-id'?: number | null
  /** At most 255 characters. */
  'object-type'?: string | null
}

/** An object line inside another record to write: a reference by , or values. */
export interface ObjectLineEmbeddedInput extends ObjectLineInput {
}

/** An object translation as Coupa returns it. */
export interface ObjectTranslation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  key?: string | null
  locale?: string | null
  value?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an object translation. */
export interface ObjectTranslationInput<CustomFields = OpenCustomFields> {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  /** Required on create. Unique. At most 255 characters. */
  key?: string | null
  /** At most 255 characters. */
  locale?: string | null
  /** Required on create. At most 1024 characters. */
  value?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** An object translation inside another record to write: a reference by id, or values. */
export interface ObjectTranslationEmbeddedInput<CustomFields = OpenCustomFields> extends ObjectTranslationInput<CustomFields> {
}

/** An online store as Coupa returns it. Known from Swagger only (up to R39). */
export interface OnlineStore {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  login?: string | null
  password?: string | null
  url?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an online store. */
export interface OnlineStoreInput {
  /** At most 255 characters. */
  login?: string | null
  password?: string | null
  /** Required on create. At most 255 characters. */
  url?: string | null
}

/** An online store inside another record to write: a reference by id, or values. */
export interface OnlineStoreEmbeddedInput extends OnlineStoreInput {
  id?: number | null
}

/** An order amount line as Coupa returns it. */
export interface OrderAmountLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  description?: string | null
  'easy-form-response-id'?: number | null
  'external-reference-number'?: string | null
  'external-reference-type'?: OpenValue<'staff_augmentation' | 'sow_project'> | null
  'invoice-stop'?: boolean | null
  invoiced?: Decimal | null
  'line-num'?: string | null
  'match-type'?: OpenValue<'direct_matching' | '3-way-fifo' | '3-way' | '2-way' | 'none'> | null
  'minimum-order-quantity'?: Decimal | null
  'need-by-date'?: DateTime | null
  'order-header-id'?: number | null
  'order-header-number'?: string | null
  'order-increment'?: Decimal | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipt-approval-required'?: boolean | null
  'receipt-required'?: boolean | null
  received?: Decimal | null
  'reporting-total'?: Decimal | null
  'requisition-line-id'?: string | null
  'savings-pct'?: Decimal | null
  'service-type'?: string | null
  'source-part-num'?: string | null
  status?: string | null
  'sub-line-num'?: number | null
  'supp-aux-part-num'?: string | null
  'supplier-order-number'?: string | null
  'supplier-site-id'?: number | null
  total?: Decimal | null
  'total-invoiced'?: string | null
  type?: string | null
  version?: number | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<OrderLineAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  'amount-components'?: Embedded<AmountComponent>[]
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  department?: Embedded<Department> | null
  'extra-line-attribute'?: Embedded<OrderLineAttribute> | null
  'form-response'?: Embedded<FormResponse> | null
  item?: Embedded<Item> | null
  milestones?: Embedded<ProcurementMilestone>[]
  'order-line-tax-detail'?: Embedded<OrderLineTaxDetail> | null
  period?: Embedded<BudgetPeriod> | null
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  requester?: Embedded<User> | null
  'rfq-easy-form-response-id'?: Embedded<EasyFormResponse> | null
  'rfq-form-response'?: Embedded<FormResponse> | null
  supplier?: Embedded<Supplier> | null
  'supplier-schedule-lines'?: Embedded<ScheduleLine>[]
  'third-party-supplier'?: Embedded<Supplier> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order amount line. */
export interface OrderAmountLineInput {
  'accounting-total'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  description?: string | null
  /** Required on create. At most 255 characters. */
  'external-reference-number'?: string | null
  /** At most 255 characters. */
  'external-reference-type'?: OpenValue<'staff_augmentation' | 'sow_project'> | null
  invoiced?: DecimalInput | null
  /** Unique. At most 255 characters. */
  'line-num'?: string | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  /** At most 255 characters. */
  'match-type'?: OpenValue<'direct_matching' | '3-way-fifo' | '3-way' | '2-way' | 'none'> | null
  'need-by-date'?: DateTime | null
  'order-header-id'?: number | null
  /** Required on create. */
  price?: DecimalInput | null
  quantity?: DecimalInput | null
  'receipt-required'?: boolean | null
  received?: DecimalInput | null
  'reporting-total'?: DecimalInput | null
  'savings-pct'?: DecimalInput | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  /** At most 50 characters. */
  status?: string | null
  'sub-line-num'?: number | null
  'supp-aux-part-num'?: string | null
  /** At most 255 characters. */
  'supplier-order-number'?: string | null
  total?: DecimalInput | null
  /** At most 100 characters. */
  type?: string | null
  version?: number | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly OrderLineAllocationEmbeddedInput[] | null
  'account-type'?: AccountTypeEmbeddedInput | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  'amount-components'?: readonly AmountComponentEmbeddedInput[] | null
  'asset-tags'?: readonly AssetTagEmbeddedInput[] | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
  'bulk-price'?: BulkPriceEmbeddedInput | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  department?: DepartmentEmbeddedInput | null
  'extra-line-attribute'?: OrderLineAttributeEmbeddedInput | null
  'form-response'?: FormResponseEmbeddedInput | null
  item?: ItemEmbeddedInput | null
  'line-owner'?: UserEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  /** Required on create. */
  'order-line-tax-detail'?: OrderLineTaxDetailEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  'receiving-warehouse'?: WarehouseEmbeddedInput | null
  'recurring-rules'?: readonly ProcurementRecurringRuleEmbeddedInput[] | null
  'rfq-easy-form-response-id'?: EasyFormResponseEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  'supplier-schedule-lines'?: readonly ScheduleLineEmbeddedInput[] | null
  'third-party-supplier'?: SupplierEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An order amount line inside another record to write: a reference by id, or values. */
export interface OrderAmountLineEmbeddedInput extends OrderAmountLineInput {
  id?: number | null
}

/** An order header confirmation as Coupa returns it. */
export interface OrderHeaderConfirmation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  exported?: boolean | null
  'external-reference-number'?: string | null
  'integration-message'?: string | null
  'last-exported-at'?: DateTime | null
  status?: string | null
  'custom-fields'?: CustomFields
  'order-header'?: Embedded<PurchaseOrder> | null
  'order-line-confirmations'?: Embedded<OrderLineConfirmation>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order header confirmation. */
export interface OrderHeaderConfirmationInput<CustomFields = OpenCustomFields> {
  id?: number | null
  'custom-fields'?: CustomFields
  'order-line-confirmations'?: readonly OrderLineConfirmationEmbeddedInput[] | null
  'reason-insight-events'?: readonly ReasonInsightEventEmbeddedInput[] | null
}

/** An order header confirmation inside another record to write: a reference by id, or values. */
export interface OrderHeaderConfirmationEmbeddedInput<CustomFields = OpenCustomFields> extends OrderHeaderConfirmationInput<CustomFields> {
}

/** An order line allocation as Coupa returns it. */
export interface OrderLineAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  pct?: Decimal | null
  account?: Embedded<Account> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order line allocation. */
export interface OrderLineAllocationInput {
  amount?: DecimalInput | null
  /** Required on create. */
  pct?: DecimalInput | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
}

/** An order line allocation inside another record to write: a reference by id, or values. */
export interface OrderLineAllocationEmbeddedInput extends OrderLineAllocationInput {
  id?: number | null
}

/** An order line attribute as Coupa returns it. */
export interface OrderLineAttribute {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'end-date'?: DateTime | null
  'start-date'?: DateTime | null
  'work-confirmer-email'?: string | null
  'job-title-associations'?: Embedded<JobTitleAssociation>[]
  manager?: Embedded<User> | null
  'rate-card'?: Embedded<RateCard> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order line attribute. */
export interface OrderLineAttributeInput {
  'end-date'?: DateTime | null
  'start-date'?: DateTime | null
  /** At most 255 characters. */
  'work-confirmer-email'?: string | null
  'job-title-associations'?: readonly JobTitleAssociationEmbeddedInput[] | null
  manager?: UserEmbeddedInput | null
  'rate-card'?: RateCardEmbeddedInput | null
}

/** An order line attribute inside another record to write: a reference by id, or values. */
export interface OrderLineAttributeEmbeddedInput extends OrderLineAttributeInput {
  id?: number | null
}

/** An order line change allocation as Coupa returns it. Known from Swagger only (up to R39). */
export interface OrderLineChangeAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  pct?: Decimal | null
  account?: Embedded<Account> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order line change allocation. */
export interface OrderLineChangeAllocationInput {
  amount?: DecimalInput | null
  /** Required on create. */
  pct?: DecimalInput | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
}

/** An order line change allocation inside another record to write: a reference by id, or values. */
export interface OrderLineChangeAllocationEmbeddedInput extends OrderLineChangeAllocationInput {
  id?: number | null
}

/** An order line change tax detail as Coupa returns it. */
export interface OrderLineChangeTaxDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  cfop?: string | null
  ncm?: string | null
}

/** What can be written of an order line change tax detail. */
export interface OrderLineChangeTaxDetailInput {
  /** At most 255 characters. */
  cfop?: string | null
  /** At most 255 characters. */
  ncm?: string | null
}

/** An order line change tax detail inside another record to write: a reference by id, or values. */
export interface OrderLineChangeTaxDetailEmbeddedInput extends OrderLineChangeTaxDetailInput {
  id?: number | null
}

/** An order line confirmation as Coupa returns it. */
export interface OrderLineConfirmation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'acted-on-behalf-of-supplier'?: boolean | null
  'can-fulfill'?: number | null
  'confirm-by-hrs'?: Decimal | null
  description?: string | null
  'item-change'?: boolean | null
  'item-record-match-found'?: string | null
  'line-num'?: number | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  price?: Decimal | null
  'promised-date'?: DateTime | null
  'promised-deliveries'?: number | null
  quantity?: Decimal | null
  'source-part-num'?: string | null
  status?: string | null
  'supp-aux-part-num'?: string | null
  currency?: Embedded<Currency> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  'reason-insight-events'?: Embedded<ReasonInsightEvent>[]
  'schedule-lines'?: Embedded<ScheduleLine>[]
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order line confirmation. */
export interface OrderLineConfirmationInput {
  action?: string | null
  /** Required on create. At most 255 characters. */
  description?: string | null
  'reason-insight-events'?: readonly ReasonInsightEventEmbeddedInput[] | null
  /** Required on create. */
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An order line confirmation inside another record to write: a reference by id, or values. */
export interface OrderLineConfirmationEmbeddedInput extends OrderLineConfirmationInput {
  id?: number | null
}

/** An order line tax detail as Coupa returns it. */
export interface OrderLineTaxDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  cfop?: string | null
  ncm?: string | null
}

/** What can be written of an order line tax detail. */
export interface OrderLineTaxDetailInput {
  /** At most 255 characters. */
  cfop?: string | null
  /** At most 255 characters. */
  ncm?: string | null
}

/** An order line tax detail inside another record to write: a reference by id, or values. */
export interface OrderLineTaxDetailEmbeddedInput extends OrderLineTaxDetailInput {
  id?: number | null
}

/** An order pad as Coupa returns it. */
export interface OrderPad<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'any-supplier'?: boolean | null
  'base-value'?: Decimal | null
  locked?: boolean | null
  name?: string | null
  'use-base-value'?: boolean | null
  'custom-fields'?: CustomFields
  'base-value-currency'?: Embedded<Currency> | null
  'business-groups'?: Embedded<BusinessGroup>[]
  'order-pad-lines'?: Embedded<OrderPadLine>[]
  'order-pad-sections'?: Embedded<OrderPadSection>[]
  suppliers?: Embedded<Supplier>[]
  'visual-annotations'?: Embedded<OrderPadVisualAnnotation>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order pad. */
export interface OrderPadInput<CustomFields = OpenCustomFields> {
  'add-all-items'?: boolean | null
  'any-supplier'?: boolean | null
  /** Required on create. */
  'base-value'?: DecimalInput | null
  locked?: boolean | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  'use-base-value'?: boolean | null
  'custom-fields'?: CustomFields
  'base-value-currency'?: CurrencyEmbeddedInput | null
  'business-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'order-pad-lines'?: readonly OrderPadLineEmbeddedInput[] | null
  'order-pad-sections'?: readonly OrderPadSectionEmbeddedInput[] | null
  suppliers?: readonly SupplierEmbeddedInput[] | null
  'visual-annotations'?: readonly OrderPadVisualAnnotationEmbeddedInput[] | null
}

/** An order pad inside another record to write: a reference by id, name, or values. */
export interface OrderPadEmbeddedInput<CustomFields = OpenCustomFields> extends OrderPadInput<CustomFields> {
  id?: number | null
}

/** An order pad line as Coupa returns it. */
export interface OrderPadLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'key-item'?: boolean | null
  'order-amount-method'?: OpenValue<'amount' | 'par'> | null
  'par-level'?: Decimal | null
  position?: number | null
  'supplier-id'?: number | null
  'custom-fields'?: CustomFields
  item?: Embedded<Item> | null
  'order-pad-section'?: Embedded<OrderPadSection> | null
  supplier?: Embedded<Supplier> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order pad line. */
export interface OrderPadLineInput<CustomFields = OpenCustomFields> {
  amount?: DecimalInput | null
  'key-item'?: boolean | null
  /** Required on create. At most 255 characters. */
  'order-amount-method'?: OpenValue<'amount' | 'par'> | null
  'par-level'?: DecimalInput | null
  position?: number | null
  /** Required on create. */
  'supplier-id'?: number | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  item?: ItemEmbeddedInput | null
  'order-pad-section'?: OrderPadSectionEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
}

/** An order pad line inside another record to write: a reference by id, or values. */
export interface OrderPadLineEmbeddedInput<CustomFields = OpenCustomFields> extends OrderPadLineInput<CustomFields> {
  id?: number | null
}

/** An order pad section as Coupa returns it. */
export interface OrderPadSection {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: string | null
  position?: number | null
}

/** What can be written of an order pad section. */
export interface OrderPadSectionInput {
  /** Required on create. At most 255 characters. */
  name?: string | null
  position?: number | null
}

/** An order pad section inside another record to write: a reference by id, or values. */
export interface OrderPadSectionEmbeddedInput extends OrderPadSectionInput {
  id?: number | null
}

/** An order pad visual annotation as Coupa returns it. Known from Swagger only (up to R39). */
export interface OrderPadVisualAnnotation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'item-description'?: string | null
  'item-name'?: string | null
  'order-pad-line-id'?: number | null
  title?: string | null
  x?: Decimal | null
  y?: Decimal | null
}

/** What can be written of an order pad visual annotation. */
export interface OrderPadVisualAnnotationInput {
  'item-description'?: string | null
  'item-name'?: string | null
  'order-pad-line-id'?: number | null
  /** At most 255 characters. */
  title?: string | null
  x?: DecimalInput | null
  y?: DecimalInput | null
}

/** An order pad visual annotation inside another record to write: a reference by id, or values. */
export interface OrderPadVisualAnnotationEmbeddedInput extends OrderPadVisualAnnotationInput {
  id?: number | null
}

/** An order quantity line as Coupa returns it. Known from Swagger only (up to R39). */
export interface OrderQuantityLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  description?: string | null
  'easy-form-response-id'?: number | null
  'external-reference-number'?: string | null
  'external-reference-type'?: OpenValue<'staff_augmentation' | 'sow_project'> | null
  'invoice-stop'?: boolean | null
  invoiced?: Decimal | null
  'line-num'?: string | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  'match-type'?: OpenValue<'direct_matching' | '3-way-fifo' | '3-way' | '2-way' | 'none'> | null
  'minimum-order-quantity'?: Decimal | null
  'need-by-date'?: DateTime | null
  'order-header-id'?: number | null
  'order-header-number'?: string | null
  'order-increment'?: Decimal | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipt-approval-required'?: boolean | null
  'receipt-required'?: boolean | null
  received?: number | null
  'reporting-total'?: Decimal | null
  'requisition-line-id'?: string | null
  'rfq-form-response'?: string | null
  'savings-pct'?: Decimal | null
  'service-type'?: string | null
  'source-part-num'?: string | null
  status?: string | null
  'sub-line-num'?: number | null
  'supp-aux-part-num'?: string | null
  'supplier-order-number'?: string | null
  'supplier-site-id'?: number | null
  total?: Decimal | null
  'total-invoiced'?: string | null
  type?: string | null
  version?: number | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<OrderLineAllocation>[]
  'account-type'?: Embedded<AccountType> | null
  'accounting-total-currency'?: Embedded<Currency> | null
  'amount-components'?: Embedded<AmountComponent>[]
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  'bulk-price'?: Embedded<BulkPrice> | null
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  department?: Embedded<Department> | null
  'extra-line-attribute'?: Embedded<OrderLineAttribute> | null
  'form-response'?: Embedded<FormResponse> | null
  item?: Embedded<Item> | null
  'line-owner'?: Embedded<User> | null
  milestones?: Embedded<ProcurementMilestone>[]
  'order-line-tax-detail'?: Embedded<OrderLineTaxDetail> | null
  period?: Embedded<BudgetPeriod> | null
  'receiving-warehouse'?: Embedded<Warehouse> | null
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  requester?: Embedded<User> | null
  'rfq-easy-form-response-id'?: Embedded<EasyFormResponse> | null
  supplier?: Embedded<Supplier> | null
  'supplier-schedule-lines'?: Embedded<ScheduleLine>[]
  'third-party-supplier'?: Embedded<Supplier> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of an order quantity line. */
export interface OrderQuantityLineInput {
  'accounting-total'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  description?: string | null
  /** Required on create. At most 255 characters. */
  'external-reference-number'?: string | null
  /** At most 255 characters. */
  'external-reference-type'?: OpenValue<'staff_augmentation' | 'sow_project'> | null
  invoiced?: DecimalInput | null
  /** At most 255 characters. */
  'line-num'?: string | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  /** At most 255 characters. */
  'match-type'?: OpenValue<'direct_matching' | '3-way-fifo' | '3-way' | '2-way' | 'none'> | null
  'need-by-date'?: DateTime | null
  'order-header-id'?: number | null
  /** Required on create. */
  price?: DecimalInput | null
  /** Required on create. */
  quantity?: DecimalInput | null
  'receipt-required'?: boolean | null
  received?: number | null
  'reporting-total'?: DecimalInput | null
  'savings-pct'?: DecimalInput | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  /** At most 50 characters. */
  status?: string | null
  'sub-line-num'?: number | null
  'supp-aux-part-num'?: string | null
  /** At most 255 characters. */
  'supplier-order-number'?: string | null
  total?: DecimalInput | null
  /** At most 100 characters. */
  type?: string | null
  version?: number | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly OrderLineAllocationEmbeddedInput[] | null
  'account-type'?: AccountTypeEmbeddedInput | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  'amount-components'?: readonly AmountComponentEmbeddedInput[] | null
  'asset-tags'?: readonly AssetTagEmbeddedInput[] | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
  'bulk-price'?: BulkPriceEmbeddedInput | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  department?: DepartmentEmbeddedInput | null
  'extra-line-attribute'?: OrderLineAttributeEmbeddedInput | null
  'form-response'?: FormResponseEmbeddedInput | null
  item?: ItemEmbeddedInput | null
  'line-owner'?: UserEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  /** Required on create. */
  'order-line-tax-detail'?: OrderLineTaxDetailEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  'receiving-warehouse'?: WarehouseEmbeddedInput | null
  'recurring-rules'?: readonly ProcurementRecurringRuleEmbeddedInput[] | null
  requester?: UserEmbeddedInput | null
  'rfq-easy-form-response-id'?: EasyFormResponseEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  'supplier-schedule-lines'?: readonly ScheduleLineEmbeddedInput[] | null
  'third-party-supplier'?: SupplierEmbeddedInput | null
  /** Required on create. */
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** An order quantity line inside another record to write: a reference by id, or values. */
export interface OrderQuantityLineEmbeddedInput extends OrderQuantityLineInput {
  id?: number | null
}

/** An order window as Coupa returns it. Known from Swagger only (up to R39). */
export interface OrderWindow {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  day0?: string | null
  day1?: string | null
  day2?: string | null
  day3?: string | null
  day4?: string | null
  day5?: string | null
  day6?: string | null
}

/** What can be written of an order window. */
export interface OrderWindowInput {
  /** At most 255 characters. */
  day0?: string | null
  /** At most 255 characters. */
  day1?: string | null
  /** At most 255 characters. */
  day2?: string | null
  /** At most 255 characters. */
  day3?: string | null
  /** At most 255 characters. */
  day4?: string | null
  /** At most 255 characters. */
  day5?: string | null
  /** At most 255 characters. */
  day6?: string | null
}

/** An order window inside another record to write: a reference by id, or values. */
export interface OrderWindowEmbeddedInput extends OrderWindowInput {
  id?: number | null
}

/** A payables allocation as Coupa returns it. */
export interface PayablesAllocation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'bypass-strict-validations'?: boolean | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'payable-from-amount'?: Decimal | null
  'payable-from-id'?: number | null
  'payable-from-type'?: string | null
  'payable-to-amount'?: Decimal | null
  'payable-to-id'?: number | null
  'payable-to-type'?: string | null
  'payment-reference-id'?: number | null
  'payment-reference-type'?: string | null
  'reason-code'?: OpenValue<'payment' | 'auto_payment' | 'epr' | 'epr_rejected' | 'manual'> | null
  source?: OpenValue<'coupa_pay' | 'erp' | 'ui' | 'api'> | null
  'source-transaction-from-id'?: string | null
  'source-transaction-from-reference'?: string | null
  'source-transaction-from-type'?: string | null
  'source-transaction-to-id'?: string | null
  'source-transaction-to-reference'?: string | null
  'source-transaction-to-type'?: string | null
  status?: string | null
  'custom-fields'?: CustomFields
  'payable-from-currency'?: Embedded<Currency> | null
  'payable-to-currency'?: Embedded<Currency> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a payables allocation. */
export interface PayablesAllocationInput<CustomFields = OpenCustomFields> {
  'bypass-strict-validations'?: boolean | null
  /** Required on create. */
  'payable-from-amount'?: DecimalInput | null
  'payable-from-id'?: number | null
  /** At most 255 characters. */
  'payable-from-type'?: string | null
  /** Required on create. */
  'payable-to-amount'?: DecimalInput | null
  'payable-to-id'?: number | null
  /** At most 255 characters. */
  'payable-to-type'?: string | null
  /** At most 40 characters. */
  'reason-code'?: OpenValue<'payment' | 'auto_payment' | 'epr' | 'epr_rejected' | 'manual'> | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  'payable-from-currency'?: CurrencyEmbeddedInput | null
  /** Required on create. */
  'payable-to-currency'?: CurrencyEmbeddedInput | null
}

/** A payables allocation inside another record to write: a reference by id, or values. */
export interface PayablesAllocationEmbeddedInput<CustomFields = OpenCustomFields> extends PayablesAllocationInput<CustomFields> {
  id?: number | null
}

/** A payables external payable as Coupa returns it. */
export interface PayablesExternalPayable<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'currency-id'?: number | null
  'document-amount'?: Decimal | null
  'document-number'?: string | null
  'document-type'?: string | null
  'paid-amount'?: Decimal | null
  'paid-date'?: DateTime | null
  'payable-amount'?: Decimal | null
  'source-name'?: string | null
  'source-reference'?: string | null
  status?: string | null
  'custom-fields'?: CustomFields
  'legal-entity'?: Embedded<LegalEntity> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a payables external payable. */
export interface PayablesExternalPayableInput<CustomFields = OpenCustomFields> {
  /** Required on create. */
  'document-amount'?: DecimalInput | null
  'document-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  'document-number'?: string | null
  /** Required on create. At most 50 characters. */
  'document-type'?: string | null
  'due-date'?: DateTime | null
  'paid-amount'?: DecimalInput | null
  'paid-date'?: DateTime | null
  /** Required on create. */
  'payable-amount'?: DecimalInput | null
  'remaining-amount'?: DecimalInput | null
  'remittance-amount'?: DecimalInput | null
  /** Required on create. At most 50 characters. */
  'source-name'?: string | null
  /** Required on create. At most 255 characters. */
  'source-reference'?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  'account-type'?: AccountTypeEmbeddedInput | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  'legal-entity'?: LegalEntityEmbeddedInput | null
  'payable-detail'?: PayablesExternalSupplierPayableEmbeddedInput | null
}

/** A payables external payable inside another record to write: a reference by id, or values. */
export interface PayablesExternalPayableEmbeddedInput<CustomFields = OpenCustomFields> extends PayablesExternalPayableInput<CustomFields> {
  id?: number | null
}

/** A payables external supplier payable as Coupa returns it. Known from Swagger only (up to R39). */
export interface PayablesExternalSupplierPayable {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'discount-amount'?: Decimal | null
  'discount-due-date'?: DateTime | null
  'payment-term-descr'?: string | null
  'supplier-id'?: number | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a payables external supplier payable. */
export interface PayablesExternalSupplierPayableInput {
  'discount-amount'?: DecimalInput | null
  'discount-due-date'?: DateTime | null
  /** At most 255 characters. */
  'payment-term-descr'?: string | null
  'supplier-id'?: number | null
}

/** A payables external supplier payable inside another record to write: a reference by id, or values. */
export interface PayablesExternalSupplierPayableEmbeddedInput extends PayablesExternalSupplierPayableInput {
  id?: number | null
}

/** A payables invoice as Coupa returns it. */
export interface PayablesInvoice<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-amount'?: Decimal | null
  'discount-due-date'?: DateTime | null
  'document-id'?: string | null
  'document-type'?: string | null
  'exported-to-tradefin-at'?: DateTime | null
  'last-exported-at'?: DateTime | null
  'maturity-date'?: DateTime | null
  'paid-amount'?: Decimal | null
  'paid-date'?: DateTime | null
  'payable-amount'?: Decimal | null
  'remaining-amount'?: Decimal | null
  'remittance-amount'?: Decimal | null
  'reporting-total'?: Decimal | null
  status?: string | null
  'wc-eligibility'?: string | null
  'custom-fields'?: CustomFields
  'accounting-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  'received-allocations'?: Embedded<PayablesAllocation>[]
  'reconciliation-lines'?: Embedded<InvoiceReconciliationLine>[]
  'sent-allocations'?: Embedded<PayablesAllocation>[]
}

/** What can be written of a payables invoice. */
export interface PayablesInvoiceInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
  'payment-term'?: PaymentTermEmbeddedInput | null
}

/** A payables invoice inside another record to write: a reference by id, or values. */
export interface PayablesInvoiceEmbeddedInput<CustomFields = OpenCustomFields> extends PayablesInvoiceInput<CustomFields> {
  id?: number | null
}

/** A payables order as Coupa returns it. */
export interface PayablesOrder<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  'due-date'?: string | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'milestone-id'?: number | null
  'paid-date'?: DateTime | null
  'paid-total'?: Decimal | null
  'remaining-total'?: Decimal | null
  'remittance-total'?: Decimal | null
  status?: string | null
  'custom-fields'?: CustomFields
  'account-type'?: Embedded<AccountType> | null
  currency?: Embedded<Currency> | null
  'order-header'?: Embedded<PurchaseOrder> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  'reconciliation-lines'?: Embedded<PayablesOrderReconciliationLine>[]
  supplier?: Embedded<Supplier> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a payables order. */
export interface PayablesOrderInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
  'account-type'?: AccountTypeEmbeddedInput | null
  'order-header'?: PurchaseOrderEmbeddedInput | null
  'order-line'?: PurchaseOrderLineEmbeddedInput | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
}

/** A payables order inside another record to write: a reference by id, or values. */
export interface PayablesOrderEmbeddedInput<CustomFields = OpenCustomFields> extends PayablesOrderInput<CustomFields> {
  id?: number | null
}

/** A payables order reconciliation line as Coupa returns it. */
export interface PayablesOrderReconciliationLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'amount-paid'?: Decimal | null
  notes?: string | null
  'payable-id'?: number | null
  'payable-type'?: string | null
  'payment-date'?: DateTime | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a payables order reconciliation line. */
export interface PayablesOrderReconciliationLineInput<CustomFields = OpenCustomFields> {
  'adjustment-date'?: DateTime | null
  amount?: DecimalInput | null
  /** At most 255 characters. */
  category?: string | null
  /** At most 255 characters. */
  note?: string | null
  'payable-id'?: number | null
  'custom-fields'?: CustomFields
}

/** A payables order reconciliation line inside another record to write: a reference by id, or values. */
export interface PayablesOrderReconciliationLineEmbeddedInput<CustomFields = OpenCustomFields> extends PayablesOrderReconciliationLineInput<CustomFields> {
  id?: number | null
}

/** A payment as Coupa returns it. */
export interface Payment {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'amount-paid'?: Decimal | null
  category?: string | null
  notes?: string | null
  'payable-id'?: number | null
  'payable-type'?: string | null
  'payment-date'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a payment. */
export interface PaymentInput {
  'amount-paid'?: DecimalInput | null
  'check-number'?: string | null
  /** At most 255 characters. */
  notes?: string | null
  'payable-id'?: number | null
  /** At most 255 characters. */
  'payable-type'?: string | null
  'payment-date'?: DateTime | null
}

/** A payment inside another record to write: a reference by id, or values. */
export interface PaymentEmbeddedInput extends PaymentInput {
  id?: number | null
}

/** A payment term as Coupa returns it. */
export interface PaymentTerm<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  'days-for-discount-payment'?: number | null
  'days-for-net-payment'?: number | null
  description?: string | null
  'discount-cutoff-day'?: number | null
  'discount-due-day'?: number | null
  'discount-due-month'?: number | null
  'discount-rate'?: Decimal | null
  'net-cutoff-day'?: number | null
  'net-due-day'?: number | null
  'net-due-month'?: number | null
  type?: OpenValue<'DaysAfterNetPaymentTerm' | 'SpecificDayPaymentTerm' | 'DaysToBaseEomPaymentTerm' | 'BaseEomToDaysPaymentTerm'> | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a payment term. */
export interface PaymentTermInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. Unique. At most 255 characters. */
  code?: string | null
  /** Required on create. */
  'days-for-discount-payment'?: number | null
  /** Required on create. */
  'days-for-net-payment'?: number | null
  /** At most 255 characters. */
  description?: string | null
  'discount-cutoff-day'?: number | null
  'discount-due-day'?: number | null
  /** Required on create. */
  'discount-due-month'?: number | null
  'discount-rate'?: DecimalInput | null
  'net-cutoff-day'?: number | null
  /** Required on create. */
  'net-due-day'?: number | null
  /** Required on create. */
  'net-due-month'?: number | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
}

/** A payment term inside another record to write: a reference by id, code, or values. */
export interface PaymentTermEmbeddedInput<CustomFields = OpenCustomFields> extends PaymentTermInput<CustomFields> {
  id?: number | null
}

/** A payment type as Coupa returns it. */
export interface PaymentType {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: OpenValue<'virtual_card' | 'bank_transfer' | 'check'> | null
}

/** What can be written of a payment type. */
export interface PaymentTypeInput {
  id?: number | null
  /** Required on create. At most 255 characters. */
  name?: OpenValue<'virtual_card' | 'bank_transfer' | 'check'> | null
}

/** A payment type inside another record to write: a reference by id, or values. */
export interface PaymentTypeEmbeddedInput extends PaymentTypeInput {
}

/** A pcard as Coupa returns it. Known from Swagger only (up to R39). */
export interface Pcard {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  cvv?: string | null
  expiry?: string | null
  name?: string | null
  nickname?: string | null
  number?: string | null
  shared?: boolean | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a pcard. */
export interface PcardInput {
  active?: boolean | null
  /** Required on create. At most 255 characters. */
  expiry?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  nickname?: string | null
  /** Required on create. */
  number?: string | null
  shared?: boolean | null
}

/** A pcard inside another record to write: a reference by id, or values. */
export interface PcardEmbeddedInput extends PcardInput {
  id?: number | null
}

/** A phone number as Coupa returns it. Known from Swagger only (up to R39). */
export interface PhoneNumber {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'area-code'?: string | null
  'country-code'?: string | null
  extension?: string | null
  number?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a phone number. */
export interface PhoneNumberInput {
  /** At most 255 characters. */
  'area-code'?: string | null
  /** At most 255 characters. */
  'country-code'?: string | null
  /** At most 255 characters. */
  extension?: string | null
  /** At most 255 characters. */
  number?: string | null
}

/** A phone number inside another record to write: a reference by id, or values. */
export interface PhoneNumberEmbeddedInput extends PhoneNumberInput {
  id?: number | null
}

/** A policy as Coupa returns it. */
export interface Policy {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: string | null
  text?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a policy can be written. */
export type PolicyInput = EmptyInput

/** A policy inside another record to write: a reference by id, or values. */
export interface PolicyEmbeddedInput {
  id?: number | null
}

/** A procurement milestone as Coupa returns it. Known from Swagger only (up to R39). */
export interface ProcurementMilestone {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'amount-type'?: number | null
  description?: string | null
  'due-date'?: DateOnly | null
  'external-reference-code'?: string | null
  'last-exported-at'?: DateTime | null
  'parent-milestone-id'?: number | null
  'pending-delete'?: boolean | null
  percent?: Decimal | null
  'recurring-rule-id'?: number | null
  status?: string | null
  type?: string | null
  currency?: Embedded<Currency> | null
  'pay-order'?: Embedded<PayablesOrder> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a procurement milestone. */
export interface ProcurementMilestoneInput {
  amount?: DecimalInput | null
  /** Required on create. */
  'amount-type'?: number | null
  description?: string | null
  'due-date'?: DateOnly | null
  /** At most 255 characters. */
  'external-reference-code'?: string | null
  'last-exported-at'?: DateTime | null
  'pending-delete'?: boolean | null
  percent?: DecimalInput | null
  /** At most 255 characters. */
  type?: string | null
  currency?: CurrencyEmbeddedInput | null
  'pay-order'?: PayablesOrderEmbeddedInput | null
  'payment-term'?: PaymentTermEmbeddedInput | null
}

/** A procurement milestone inside another record to write: a reference by id, or values. */
export interface ProcurementMilestoneEmbeddedInput extends ProcurementMilestoneInput {
  id?: number | null
}

/** A procurement recurring rule as Coupa returns it. Known from Swagger only (up to R39). */
export interface ProcurementRecurringRule {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-amount-per-occurrence'?: Decimal | null
  'amount-per-occurrence'?: Decimal | null
  'amount-type'?: string | null
  description?: string | null
  'end-date'?: DateTime | null
  frequency?: number | null
  interval?: OpenValue<'weekly' | 'monthly'> | null
  'number-of-occurrences'?: number | null
  'reporting-amount-per-occurrence'?: Decimal | null
  'start-date'?: DateTime | null
  'accounting-amount-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a procurement recurring rule. */
export interface ProcurementRecurringRuleInput {
  /** Required on create. */
  'amount-per-occurrence'?: DecimalInput | null
  /** Required on create. */
  frequency?: number | null
  'accounting-amount-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'payment-term'?: PaymentTermEmbeddedInput | null
}

/** A procurement recurring rule inside another record to write: a reference by id, or values. */
export interface ProcurementRecurringRuleEmbeddedInput extends ProcurementRecurringRuleInput {
  id?: number | null
}

/** A project as Coupa returns it. */
export interface Project<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'additional-negotiated-savings'?: Decimal | null
  'additional-planned-savings'?: Decimal | null
  'additional-realized-savings'?: Decimal | null
  'allow-users-to-view-member'?: OpenValue<'anyone_with_access_to_this_project' | 'project_owners_only'> | null
  'commodity-id'?: number | null
  'completion-percentage'?: number | null
  'copy-project-id'?: number | null
  description?: string | null
  'display-date-range-warning'?: boolean | null
  'enabled-tabs'?: string | null
  'end-date'?: DateTime | null
  'external-reference-number'?: string | null
  'mention-name'?: string | null
  name?: string | null
  open?: boolean | null
  'project-id'?: number | null
  'show-contracts-rollup-fields'?: boolean | null
  'show-sourcing-rollup-fields'?: boolean | null
  'show-suppliers-rollup-fields'?: boolean | null
  'start-date'?: DateTime | null
  status?: string | null
  'custom-fields'?: CustomFields
  category?: Embedded<Category> | null
  'category-plan'?: Embedded<CategoryPlan> | null
  commodity?: Embedded<Commodity> | null
  'content-groups'?: Embedded<BusinessGroup>[]
  currency?: Embedded<Currency> | null
  department?: Embedded<Department> | null
  taggings?: Embedded<Tag>[]
  'template-group'?: Embedded<TemplateGroup> | null
  users?: Embedded<User>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a project. */
export interface ProjectInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  'additional-negotiated-savings'?: DecimalInput | null
  'additional-planned-savings'?: DecimalInput | null
  'additional-realized-savings'?: DecimalInput | null
  'allow-users-to-view-member'?: OpenValue<'anyone_with_access_to_this_project' | 'project_owners_only'> | null
  description?: string | null
  'display-date-range-warning'?: boolean | null
  'enabled-tabs'?: string | null
  'end-date'?: DateTime | null
  /** At most 255 characters. */
  'external-reference-number'?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  open?: boolean | null
  'show-contracts-rollup-fields'?: boolean | null
  'show-sourcing-rollup-fields'?: boolean | null
  'show-suppliers-rollup-fields'?: boolean | null
  'start-date'?: DateTime | null
  'custom-fields'?: CustomFields
  category?: CategoryEmbeddedInput | null
  /** Required on create. */
  'category-plan'?: CategoryPlanEmbeddedInput | null
  commodity?: CommodityEmbeddedInput | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  currency?: CurrencyEmbeddedInput | null
  department?: DepartmentEmbeddedInput | null
  taggings?: readonly TagEmbeddedInput[] | null
  'template-group'?: TemplateGroupEmbeddedInput | null
  users?: readonly UserEmbeddedInput[] | null
}

/** A project inside another record to write: a reference by id, name, or values. */
export interface ProjectEmbeddedInput<CustomFields = OpenCustomFields> extends ProjectInput<CustomFields> {
  id?: number | null
}

/** A project membership as Coupa returns it. */
export interface ProjectMembership<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  owner?: boolean | null
  participant?: boolean | null
  'project-id'?: number | null
  'user-id'?: number | null
  'custom-fields'?: CustomFields
  project?: Embedded<Project> | null
  user?: Embedded<User> | null
}

/** What can be written of a project membership. */
export interface ProjectMembershipInput<CustomFields = OpenCustomFields> {
  owner?: boolean | null
  participant?: boolean | null
  'project-id'?: number | null
  'user-id'?: number | null
  'custom-fields'?: CustomFields
  project?: ProjectEmbeddedInput | null
  user?: UserEmbeddedInput | null
}

/** A project membership inside another record to write: a reference by id, or values. */
export interface ProjectMembershipEmbeddedInput<CustomFields = OpenCustomFields> extends ProjectMembershipInput<CustomFields> {
  id?: number | null
}

/** A proxy supplier as Coupa returns it. */
export interface ProxySupplier {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'display-name'?: string | null
  duns?: string | null
  name?: string | null
  'owner-id'?: number | null
  'owner-login'?: unknown
  'parent-id'?: number | null
  'primary-address'?: unknown
  'provider-reference-number'?: unknown
  'reference-number'?: unknown
  status?: string | null
  'tax-id'?: string | null
  website?: string | null
  'default-commodity'?: Embedded<Commodity> | null
  'primary-contact'?: Embedded<Contact> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a proxy supplier can be written. */
export type ProxySupplierInput = EmptyInput

/** A proxy supplier inside another record to write: a reference by id, or values. */
export interface ProxySupplierEmbeddedInput {
  id?: number | null
}

/** A punchout site as Coupa returns it. */
export interface PunchoutSite<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'agent-auth-key'?: string | null
  'agent-type'?: string | null
  'contract-id'?: number | null
  description?: string | null
  'disable-cert-verify'?: boolean | null
  domain?: string | null
  identity?: string | null
  'is-coupa-advantage'?: string | null
  'is-user-preferred'?: string | null
  name?: string | null
  protocol?: string | null
  'realtime-agent-key'?: string | null
  'search-mode'?: number | null
  secret?: string | null
  'sender-domain'?: string | null
  'sender-identity'?: string | null
  'ssl-version'?: string | null
  'supplier-id'?: number | null
  'supports-edit'?: boolean | null
  'supports-inspect'?: boolean | null
  title?: string | null
  url?: string | null
  'use-api'?: boolean | null
  'custom-fields'?: CustomFields
  'diversity-categories'?: Embedded<DiversityCategory>[]
  'related-commodities'?: Embedded<Commodity>[]
  supplier?: Embedded<Supplier> | null
  tags?: Embedded<Tag>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a punchout site. */
export interface PunchoutSiteInput<CustomFields = OpenCustomFields> {
  /** Required on create. */
  'contract-id'?: number | null
  'disable-cert-verify'?: boolean | null
  /** Required on create. At most 255 characters. */
  domain?: string | null
  /** Required on create. At most 255 characters. */
  identity?: string | null
  'is-from-coupa-checkout'?: boolean | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  /** Required on create. At most 255 characters. */
  protocol?: string | null
  /** Required on create. At most 255 characters. */
  secret?: string | null
  /** Required on create. At most 255 characters. */
  'sender-domain'?: string | null
  /** Required on create. At most 255 characters. */
  'sender-identity'?: string | null
  /** At most 255 characters. */
  'ssl-version'?: string | null
  'supplier-id'?: number | null
  'supports-edit'?: boolean | null
  'supports-inspect'?: boolean | null
  /** Required on create. At most 255 characters. */
  url?: string | null
  'custom-fields'?: CustomFields
  'diversity-categories'?: readonly DiversityCategoryEmbeddedInput[] | null
  'related-commodities'?: readonly CommodityEmbeddedInput[] | null
  supplier?: SupplierEmbeddedInput | null
  tags?: readonly TagEmbeddedInput[] | null
}

/** A punchout site inside another record to write: a reference by id, name, or values. */
export interface PunchoutSiteEmbeddedInput<CustomFields = OpenCustomFields> extends PunchoutSiteInput<CustomFields> {
  id?: number | null
}

/** A purchase order as Coupa returns it. */
export interface PurchaseOrder<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'acknowledged-at'?: DateTime | null
  'acknowledged-flag'?: boolean | null
  'change-type'?: OpenValue<'change' | 'revision' | 'confirmation'> | null
  classification?: OpenValue<'msp' | 'supplier' | 'vms'> | null
  'confirm-by-hrs'?: number | null
  'confirmation-status'?: OpenValue<'pending_supplier_action' | 'confirmed' | 'pending_buyer_action' | 'completed' | 'overridden' | 'archived' | 'pending_integration' | 'integration_failed' | 'backgrounded' | 'po_revise_backgrounded' | 'po_change_backgrounded' | 'pending_approval' | 'po_change_failed' | 'reconfirmation_backgrounded' | 'supplier_draft' | 'buyer_draft' | 'partially_confirmed'> | null
  'coupa-accelerate-status'?: OpenValue<'accelerated'> | null
  exported?: boolean | null
  'internal-revision'?: number | null
  'invoice-stop'?: boolean | null
  'last-exported-at'?: DateTime | null
  'order-confirmation-level'?: number | null
  'payment-method'?: string | null
  'po-number'?: string | null
  'price-hidden'?: boolean | null
  'ship-to-attention'?: string | null
  status?: OpenValue<'buyer_hold' | 'cancelled' | 'closed' | 'currency_hold' | 'draft' | 'error' | 'expensed' | 'issued' | 'supplier_hold' | 'supplier_window_hold' | 'exported'> | null
  total?: Decimal | null
  'transmission-emails'?: string | null
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  'transmission-status'?: OpenValue<'created' | 'deferred' | 'deferred_processing' | 'pending_manual' | 'pending_manual_cancel' | 'awaiting_online_purchase' | 'scheduled_for_email' | 'sent_via_email' | 'scheduled_for_cxml' | 'scheduled_for_xml' | 'sent_via_cxml' | 'sent_via_xml' | 'sent_manually' | 'purchased_online' | 'transmission_failure'> | null
  version?: number | null
  'custom-fields'?: CustomFields
  attachments?: Embedded<Attachment>[]
  currency?: Embedded<Currency> | null
  'current-integration-history-records'?: Embedded<IntegrationHistoryRecord>[]
  milestones?: Embedded<ProcurementMilestone>[]
  'order-header-confirmations'?: Embedded<OrderHeaderConfirmation>[]
  'order-lines'?: Embedded<PurchaseOrderLine>[]
  'payment-term'?: Embedded<PaymentTerm> | null
  pcard?: Embedded<Pcard> | null
  'reason-insight-events'?: Embedded<ReasonInsightEvent>[]
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  'requisition-header'?: Embedded<Requisition> | null
  'ship-to-address'?: Embedded<Address> | null
  'ship-to-user'?: Embedded<User> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  supplier?: Embedded<Supplier> | null
  'supplier-site'?: Embedded<SupplierSite> | null
  'user-group-members'?: Embedded<User>[]
  'user-members'?: Embedded<User>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a purchase order. */
export interface PurchaseOrderInput<CustomFields = OpenCustomFields> {
  /** True cancels the order. */
  _cancel?: boolean | null
  /** True closes the order. */
  _close?: boolean | null
  'acknowledged-flag'?: boolean | null
  /** At most 255 characters. */
  classification?: OpenValue<'msp' | 'supplier' | 'vms'> | null
  'hide-price'?: boolean | null
  /** At most 255 characters. */
  'payment-method'?: string | null
  /** Required on create. Unique. At most 20 characters. */
  'po-number'?: string | null
  /** At most 255 characters. */
  'ship-to-attention'?: string | null
  'transmission-emails'?: string | null
  /** At most 30 characters. */
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  /** At most 255 characters. */
  type?: OpenValue<'ExternalOrderHeader'> | null
  version?: number | null
  'custom-fields'?: CustomFields
  attachments?: readonly AttachmentEmbeddedInput[] | null
  currency?: CurrencyEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  'order-header-confirmations'?: readonly OrderHeaderConfirmationEmbeddedInput[] | null
  /** Required on create. */
  'order-lines'?: readonly PurchaseOrderLineEmbeddedInput[] | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  pcard?: PcardEmbeddedInput | null
  'recurring-rules'?: readonly ProcurementRecurringRuleEmbeddedInput[] | null
  requester?: UserEmbeddedInput | null
  'ship-to-address'?: AddressEmbeddedInput | null
  /** Required on create. */
  'ship-to-user'?: UserEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  /** Required on create. */
  supplier?: SupplierEmbeddedInput | null
  'supplier-site'?: SupplierSiteEmbeddedInput | null
}

/** A purchase order inside another record to write: a reference by id, po-number, or values. */
export interface PurchaseOrderEmbeddedInput<CustomFields = OpenCustomFields> extends PurchaseOrderInput<CustomFields> {
  id?: number | null
}

/** A purchase order change as Coupa returns it. */
export interface PurchaseOrderChange<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'acknowledged-at'?: DateOnly | null
  'easy-form-response-id'?: number | null
  exported?: boolean | null
  'extra-line-attribute'?: unknown
  justification?: string | null
  'lines-count'?: number | null
  'lines-pending-add-count'?: number | null
  'lines-pending-delete-count'?: number | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  'order-header-id'?: number | null
  'pending-cancel'?: boolean | null
  'po-number'?: string | null
  'price-hidden'?: boolean | null
  'requisition-header-id'?: number | null
  'service-type'?: string | null
  'ship-to-attention'?: string | null
  'source-part-num'?: string | null
  status?: string | null
  'supplier-initiated'?: boolean | null
  total?: Decimal | null
  'transmission-emails'?: string | null
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  version?: number | null
  'custom-fields'?: CustomFields
  approvals?: Embedded<Approval>[]
  attachments?: Embedded<Attachment>[]
  currency?: Embedded<Currency> | null
  'current-approval'?: Embedded<Approval> | null
  'current-parallel-approvals'?: Embedded<Approval>[]
  milestones?: Embedded<ProcurementMilestone>[]
  'order-line-changes'?: Embedded<PurchaseOrderLineChange>[]
  'payment-term'?: Embedded<PaymentTerm> | null
  pcard?: Embedded<Pcard> | null
  'reason-insight-event'?: Embedded<ReasonInsightEvent> | null
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  'reject-reason'?: Embedded<Comment> | null
  requester?: Embedded<User> | null
  'ship-to-address'?: Embedded<Address> | null
  'ship-to-user'?: Embedded<User> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  supplier?: Embedded<Supplier> | null
  'supplier-site'?: Embedded<SupplierSite> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a purchase order change. */
export interface PurchaseOrderChangeInput<CustomFields = OpenCustomFields> {
  id?: number | null
  'extra-line-attribute'?: unknown
  'hide-price'?: boolean | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  'order-header-id'?: number | null
  /** At most 255 characters. */
  'payment-method'?: string | null
  /** At most 255 characters. */
  'ship-to-attention'?: string | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  'transmission-emails'?: string | null
  /** At most 30 characters. */
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  'custom-fields'?: CustomFields
  approvals?: readonly ApprovalEmbeddedInput[] | null
  approver?: UserEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'current-parallel-approvals'?: readonly ApprovalEmbeddedInput[] | null
  department?: DepartmentEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  'order-line-changes'?: readonly PurchaseOrderLineChangeEmbeddedInput[] | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  pcard?: PcardEmbeddedInput | null
  /** Required on create. */
  'reason-insight-event'?: ReasonInsightEventEmbeddedInput | null
  'ship-to-user'?: UserEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  'supplier-site'?: SupplierSiteEmbeddedInput | null
}

/** A purchase order change inside another record to write: a reference by id, or values. */
export interface PurchaseOrderChangeEmbeddedInput<CustomFields = OpenCustomFields> extends PurchaseOrderChangeInput<CustomFields> {
}

/** A purchase order line as Coupa returns it. */
export interface PurchaseOrderLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'accounting-total'?: Decimal | null
  description?: string | null
  'easy-form-response-id'?: number | null
  'external-reference-number'?: string | null
  'external-reference-type'?: string | null
  'invoice-stop'?: boolean | null
  invoiced?: Decimal | null
  'line-num'?: string | null
  'match-type'?: OpenValue<'3-way-fifo' | '3-way' | '2-way' | 'direct_matching' | 'none'> | null
  'minimum-order-quantity'?: Decimal | null
  'need-by-date'?: DateTime | null
  'order-header-id'?: number | null
  'order-header-number'?: string | null
  'order-increment'?: Decimal | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipt-approval-required'?: boolean | null
  'receipt-required'?: boolean | null
  received?: Decimal | null
  'reporting-total'?: Decimal | null
  'requisition-line-id'?: number | null
  'savings-pct'?: Decimal | null
  'service-type'?: OpenValue<'resource' | 'quantity_deliverable' | 'amount_deliverable' | 'non_service'> | null
  'source-part-num'?: string | null
  status?: string | null
  'sub-line-num'?: number | null
  'supp-aux-part-num'?: string | null
  'supplier-order-number'?: string | null
  'supplier-site-id'?: number | null
  total?: Decimal | null
  'total-invoiced'?: string | null
  type?: string | null
  version?: number | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<OrderLineAllocation>[]
  'accounting-total-currency'?: Embedded<Currency> | null
  'amount-components'?: Embedded<AmountComponent>[]
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  'bulk-price'?: Embedded<BulkPrice> | null
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  department?: Embedded<Department> | null
  'extra-line-attribute'?: Embedded<OrderLineAttribute> | null
  'form-response'?: Embedded<FormResponse> | null
  item?: Embedded<Item> | null
  'line-owner'?: Embedded<User> | null
  milestones?: Embedded<ProcurementMilestone>[]
  'order-line-tax-detail'?: Embedded<OrderLineTaxDetail> | null
  period?: Embedded<BudgetPeriod> | null
  'receiving-warehouse'?: Embedded<Warehouse> | null
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  requester?: Embedded<User> | null
  'rfq-easy-form-response-id'?: Embedded<EasyFormResponse> | null
  'rfq-form-response'?: Embedded<FormResponse> | null
  supplier?: Embedded<Supplier> | null
  'supplier-schedule-lines'?: Embedded<ScheduleLine>[]
  'third-party-supplier'?: Embedded<Supplier> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a purchase order line. */
export interface PurchaseOrderLineInput<CustomFields = OpenCustomFields> {
  /** True removes the line that has the id beside it. */
  _delete?: boolean | null
  'accounting-total'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  description?: string | null
  /** Required on create. At most 255 characters. */
  'external-reference-number'?: string | null
  /** At most 255 characters. */
  'external-reference-type'?: string | null
  invoiced?: DecimalInput | null
  /** Unique. At most 255 characters. */
  'line-num'?: string | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  /** At most 255 characters. */
  'match-type'?: OpenValue<'3-way-fifo' | '3-way' | '2-way' | 'direct_matching' | 'none'> | null
  'need-by-date'?: DateTime | null
  'order-header-id'?: number | null
  /** Required on create. */
  price?: DecimalInput | null
  quantity?: DecimalInput | null
  'receipt-required'?: boolean | null
  received?: DecimalInput | null
  'reporting-total'?: DecimalInput | null
  'savings-pct'?: DecimalInput | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  /** At most 50 characters. */
  status?: string | null
  'sub-line-num'?: number | null
  'supp-aux-part-num'?: string | null
  /** At most 255 characters. */
  'supplier-order-number'?: string | null
  total?: DecimalInput | null
  /** At most 100 characters. */
  type?: string | null
  version?: number | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly OrderLineAllocationEmbeddedInput[] | null
  'account-type'?: AccountTypeEmbeddedInput | null
  'accounting-total-currency'?: CurrencyEmbeddedInput | null
  'amount-components'?: readonly AmountComponentEmbeddedInput[] | null
  'asset-tags'?: readonly AssetTagEmbeddedInput[] | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
  'bulk-price'?: BulkPriceEmbeddedInput | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  department?: DepartmentEmbeddedInput | null
  'extra-line-attribute'?: OrderLineAttributeEmbeddedInput | null
  'form-response'?: FormResponseEmbeddedInput | null
  item?: ItemEmbeddedInput | null
  'line-owner'?: UserEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  'order-line-tax-detail'?: OrderLineTaxDetailEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  'receiving-warehouse'?: WarehouseEmbeddedInput | null
  'rfq-easy-form-response-id'?: EasyFormResponseEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  'supplier-schedule-lines'?: readonly ScheduleLineEmbeddedInput[] | null
  'third-party-supplier'?: SupplierEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A purchase order line inside another record to write: a reference by id, or values. */
export interface PurchaseOrderLineEmbeddedInput<CustomFields = OpenCustomFields> extends PurchaseOrderLineInput<CustomFields> {
  id?: number | null
}

/** A purchase order line change as Coupa returns it. */
export interface PurchaseOrderLineChange {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  'easy-form-response-id'?: number | null
  'line-num'?: string | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  'minimum-order-quantity'?: Decimal | null
  'need-by-date'?: DateTime | null
  'order-header-change-id'?: number | null
  'order-increment'?: Decimal | null
  'order-line-id'?: number | null
  'pending-delete'?: boolean | null
  price?: Decimal | null
  quantity?: Decimal | null
  'savings-pct'?: Decimal | null
  'service-type'?: string | null
  'source-part-num'?: string | null
  'supp-aux-part-num'?: string | null
  total?: Decimal | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<OrderLineChangeAllocation>[]
  attachments?: Embedded<Attachment>[]
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  department?: Embedded<Department> | null
  'extra-line-attribute'?: Embedded<ExtraLineAttributesOrderLineChangeAttribute> | null
  item?: Embedded<Item> | null
  'line-owner'?: Embedded<User> | null
  milestones?: Embedded<ProcurementMilestone>[]
  period?: Embedded<BudgetPeriod> | null
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  supplier?: Embedded<Supplier> | null
  uom?: Embedded<UnitOfMeasure> | null
}

/** What can be written of a purchase order line change. */
export interface PurchaseOrderLineChangeInput {
  /** Required on create. At most 255 characters. */
  description?: string | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  'need-by-date'?: DateTime | null
  'order-line-id'?: number | null
  'pending-delete'?: boolean | null
  /** Required on create. */
  price?: DecimalInput | null
  /** Required on create. */
  quantity?: DecimalInput | null
  'savings-pct'?: DecimalInput | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  'supp-aux-part-num'?: string | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly OrderLineChangeAllocationEmbeddedInput[] | null
  'asset-tags'?: readonly AssetTagEmbeddedInput[] | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  'extra-line-attribute'?: ExtraLineAttributesOrderLineChangeAttributeEmbeddedInput | null
  item?: ItemEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  /** Required on create. */
  'order-line-change-tax-detail'?: OrderLineChangeTaxDetailEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A purchase order line change inside another record to write: a reference by id, or values. */
export interface PurchaseOrderLineChangeEmbeddedInput extends PurchaseOrderLineChangeInput {
  id?: number | null
}

/** A purchase order line receipt request as Coupa returns it. Known from its endpoint only. */
export interface PurchaseOrderLineReceiptRequest {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a purchase order line receipt request can be written. */
export type PurchaseOrderLineReceiptRequestInput = EmptyInput

/** A purchase order line receipt request inside another record to write: a reference by id, or values. */
export interface PurchaseOrderLineReceiptRequestEmbeddedInput {
  id?: number | null
}

/** A purchase order revision as Coupa returns it. */
export interface PurchaseOrderRevision<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'purchase-order-id'?: number | null
  revision?: number | null
  version?: number | null
  'custom-fields'?: CustomFields
  comments?: Embedded<Comment>[]
  'order-lines'?: Embedded<PurchaseOrderLine>[]
  'revision-record'?: UnknownObject | null
  'ship-to-user'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a purchase order revision. */
export interface PurchaseOrderRevisionInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A purchase order revision inside another record to write: a reference by id, or values. */
export interface PurchaseOrderRevisionEmbeddedInput<CustomFields = OpenCustomFields> extends PurchaseOrderRevisionInput<CustomFields> {
  id?: number | null
}

/** A purpose as Coupa returns it. */
export interface Purpose {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  kind?: string | null
  name?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a purpose. */
export interface PurposeInput {
  /** Required on create. At most 255 characters. */
  kind?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
}

/** A purpose inside another record to write: a reference by id, or values. */
export interface PurposeEmbeddedInput extends PurposeInput {
  id?: number | null
}

/** A quality inspection as Coupa returns it. */
export interface QualityInspection {
  id: number
  buyerBatchNumber?: string | null
  buyerPartNumber?: string | null
  createdAt?: DateTime | null
  createdBy?: number | null
  dueDate?: DateTime | null
  exported?: boolean | null
  externalInspectionId?: string | null
  itemDescription?: string | null
  itemId?: number | null
  itemName?: string | null
  itemQuantity?: number | null
  modifiedAt?: DateTime | null
  modifiedBy?: number | null
  refDocumentId?: string | null
  refDocumentItem?: string | null
  refDocumentType?: OpenValue<'Purchase Order'> | null
  requestDate?: DateTime | null
  requestedBy?: number | null
  resolutionReasonCode?: string | null
  resolutionReasonText?: string | null
  resolutionReasonType?: string | null
  reviewDecision?: OpenValue<'Accepted' | 'Rejected'> | null
  reviewedBy?: string | null
  reviewedDate?: DateTime | null
  sampleSize?: number | null
  status?: OpenValue<'Open' | 'In Buyer Review' | 'In Progress' | 'Closed'> | null
  submittedBy?: string | null
  submittedDate?: DateTime | null
  supplierId?: number | null
  supplierPartNumber?: string | null
  type?: OpenValue<'Inspection'> | null
  uom?: number | null
  warehouseId?: number | null
  characteristics?: Embedded<Characteristic>[]
}

/** What can be written of a quality inspection. */
export interface QualityInspectionInput {
  buyerBatchNumber?: string | null
  buyerPartNumber?: string | null
  /** Required on create. */
  dueDate?: DateTime | null
  externalInspectionId?: string | null
  itemDescription?: string | null
  itemId?: number | null
  itemName?: string | null
  /** Required on create. */
  itemQuantity?: number | null
  refDocumentId?: string | null
  refDocumentItem?: string | null
  refDocumentType?: OpenValue<'Purchase Order'> | null
  requestDate?: DateTime | null
  /** Required on create. */
  requestedBy?: number | null
  sampleSize?: number | null
  /** Required on create. */
  supplierId?: number | null
  supplierPartNumber?: string | null
  type?: OpenValue<'Inspection'> | null
  /** Required on create. */
  uom?: number | null
  characteristics?: readonly CharacteristicEmbeddedInput[] | null
}

/** A quality inspection inside another record to write: a reference by id, or values. */
export interface QualityInspectionEmbeddedInput extends QualityInspectionInput {
  id?: number | null
}

/** A quote award approvable as Coupa returns it. Known from its endpoint only. */
export interface QuoteAwardApprovable {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a quote award approvable can be written. */
export type QuoteAwardApprovableInput = EmptyInput

/** A quote award approvable inside another record to write: a reference by id, or values. */
export interface QuoteAwardApprovableEmbeddedInput {
  id?: number | null
}

/** A quote cost element as Coupa returns it. */
export interface QuoteCostElement {
}

/** Nothing of a quote cost element can be written. */
export type QuoteCostElementInput = EmptyInput

/** Nothing of a quote cost element can be written. */
export type QuoteCostElementEmbeddedInput = EmptyInput

/** A quote cost formula as Coupa returns it. */
export interface QuoteCostFormula {
}

/** Nothing of a quote cost formula can be written. */
export type QuoteCostFormulaInput = EmptyInput

/** Nothing of a quote cost formula can be written. */
export type QuoteCostFormulaEmbeddedInput = EmptyInput

/** A quote message as Coupa returns it. */
export interface QuoteMessage {
  'quote-requests-user-id'?: string | null
  'quote-supplier-id'?: string | null
  'quote-message-body'?: Embedded<QuoteMessageBody> | null
}

/** What can be written of a quote message. */
export interface QuoteMessageInput {
  'quote-requests-user-id'?: string | null
  'quote-supplier-id'?: string | null
  'quote-message-body'?: QuoteMessageBodyEmbeddedInput | null
}

/** A quote message inside another record to write: a reference by , or values. */
export interface QuoteMessageEmbeddedInput extends QuoteMessageInput {
}

/** A quote message body as Coupa returns it. */
export interface QuoteMessageBody {
  body?: string | null
  status?: string | null
  attachments?: Embedded<Attachment>[]
}

/** What can be written of a quote message body. */
export interface QuoteMessageBodyInput {
  body?: string | null
  status?: string | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
}

/** A quote message body inside another record to write: a reference by , or values. */
export interface QuoteMessageBodyEmbeddedInput extends QuoteMessageBodyInput {
}

/** A quote request as Coupa returns it. */
export interface QuoteRequest<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'allow-award-individual-line-items'?: boolean | null
  'allow-multiple-response'?: boolean | null
  'allow-supplier-to-send-attachments'?: boolean | null
  'allow-suppliers-to-choose-currency'?: boolean | null
  'automatic-bid-unsealing'?: boolean | null
  'base-price-calculation-method'?: number | null
  comments?: string | null
  'cost-avoidance'?: Decimal | null
  'creatable-from-id'?: number | null
  'creatable-from-type'?: string | null
  description?: string | null
  'end-time'?: DateTime | null
  'event-type'?: string | null
  exported?: boolean | null
  hidden?: boolean | null
  'negotiated-savings'?: Decimal | null
  'original-id'?: number | null
  'planned-savings'?: Decimal | null
  public?: boolean | null
  revision?: string | null
  'sealed-bids'?: boolean | null
  'sealing-stage'?: OpenValue<'all_envelopes_sealed' | 'envelope1_unsealed' | 'envelope2_unsealed'> | null
  'sealing-type'?: OpenValue<'one_step_unsealing' | 'two_steps_unsealing'> | null
  'source-id'?: number | null
  'start-on-submit'?: boolean | null
  'start-time'?: DateTime | null
  state?: string | null
  'submit-time'?: DateTime | null
  'template-id'?: number | null
  timezone?: string | null
  'custom-fields'?: CustomFields
  attachments?: Embedded<Attachment>[]
  'business-partners'?: Embedded<QuoteRequestUser>[]
  commodity?: Embedded<Commodity> | null
  'content-groups'?: Embedded<BusinessGroup>[]
  'cost-avoidance-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'easy-forms'?: Embedded<Form>[]
  forms?: Embedded<Form>[]
  lines?: Embedded<QuoteRequestLine>[]
  lots?: Embedded<QuoteRequestLot>[]
  'negotiated-savings-currency'?: Embedded<Currency> | null
  'planned-savings-currency'?: Embedded<Currency> | null
  'quote-message'?: Embedded<QuoteMessage> | null
  'quote-messages'?: Embedded<QuoteMessage>[]
  'quote-request-attachments'?: Embedded<QuoteRequestAttachment>[]
  'quote-request-currencies'?: Embedded<QuoteRequestCurrency>[]
  'quote-suppliers'?: Embedded<QuoteSupplier>[]
  tags?: Embedded<Tag>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a quote request. */
export interface QuoteRequestInput<CustomFields = OpenCustomFields> {
  'allow-award-individual-line-items'?: boolean | null
  'allow-multiple-response'?: boolean | null
  'allow-supplier-to-send-attachments'?: boolean | null
  'allow-suppliers-to-choose-currency'?: boolean | null
  'automatic-bid-unsealing'?: boolean | null
  'base-price-calculation-method'?: number | null
  comments?: string | null
  'cost-avoidance'?: DecimalInput | null
  description?: string | null
  'end-time'?: DateTime | null
  /** Required on create. At most 255 characters. */
  'event-type'?: string | null
  exported?: boolean | null
  hidden?: boolean | null
  'negotiated-savings'?: DecimalInput | null
  'planned-savings'?: DecimalInput | null
  public?: boolean | null
  'sealed-bids'?: boolean | null
  'sealing-type'?: OpenValue<'one_step_unsealing' | 'two_steps_unsealing'> | null
  'source-id'?: number | null
  'start-on-submit'?: boolean | null
  'start-time'?: DateTime | null
  'submit-time'?: DateTime | null
  /** At most 255 characters. */
  timezone?: string | null
  'custom-fields'?: CustomFields
  attachments?: readonly AttachmentEmbeddedInput[] | null
  'business-partners'?: readonly QuoteRequestUserEmbeddedInput[] | null
  commodity?: CommodityEmbeddedInput | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'cost-avoidance-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'easy-forms'?: readonly FormEmbeddedInput[] | null
  forms?: readonly FormEmbeddedInput[] | null
  lines?: readonly QuoteRequestLineEmbeddedInput[] | null
  lots?: readonly QuoteRequestLotEmbeddedInput[] | null
  'negotiated-savings-currency'?: CurrencyEmbeddedInput | null
  'planned-savings-currency'?: CurrencyEmbeddedInput | null
  'quote-messages'?: readonly QuoteMessageEmbeddedInput[] | null
  'quote-request-attachments'?: readonly QuoteRequestAttachmentEmbeddedInput[] | null
  'quote-request-currencies'?: readonly QuoteRequestCurrencyEmbeddedInput[] | null
  'quote-suppliers'?: readonly QuoteSupplierEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
}

/** A quote request inside another record to write: a reference by id, or values. */
export interface QuoteRequestEmbeddedInput<CustomFields = OpenCustomFields> extends QuoteRequestInput<CustomFields> {
  id?: number | null
}

/** A quote request approvable as Coupa returns it. Known from its endpoint only. */
export interface QuoteRequestApprovable {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a quote request approvable can be written. */
export type QuoteRequestApprovableInput = EmptyInput

/** A quote request approvable inside another record to write: a reference by id, or values. */
export interface QuoteRequestApprovableEmbeddedInput {
  id?: number | null
}

/** A quote request attachment as Coupa returns it. */
export interface QuoteRequestAttachment {
  id: number
  'allow-to-respond'?: boolean | null
  instruction?: string | null
  name?: string | null
  'response-required'?: boolean | null
  attachments?: Embedded<Attachment>[]
}

/** What can be written of a quote request attachment. */
export interface QuoteRequestAttachmentInput {
  id?: number | null
  'allow-to-respond'?: boolean | null
  instruction?: string | null
  /** At most 255 characters. */
  name?: string | null
  'response-required'?: boolean | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
}

/** A quote request attachment inside another record to write: a reference by id, or values. */
export interface QuoteRequestAttachmentEmbeddedInput extends QuoteRequestAttachmentInput {
}

/** A quote request attachment response as Coupa returns it. */
export interface QuoteRequestAttachmentResponse {
  attachments?: Embedded<Attachment>[]
  'quote-request-attachment'?: Embedded<QuoteRequestAttachment> | null
}

/** Nothing of a quote request attachment response can be written. */
export type QuoteRequestAttachmentResponseInput = EmptyInput

/** Nothing of a quote request attachment response can be written. */
export type QuoteRequestAttachmentResponseEmbeddedInput = EmptyInput

/** A quote request currency as Coupa returns it. */
export interface QuoteRequestCurrency {
  id: number
  rate?: Decimal | null
  'from-currency'?: Embedded<Currency> | null
}

/** What can be written of a quote request currency. */
export interface QuoteRequestCurrencyInput {
  rate?: DecimalInput | null
  'from-currency'?: CurrencyEmbeddedInput | null
}

/** A quote request currency inside another record to write: a reference by id, or values. */
export interface QuoteRequestCurrencyEmbeddedInput extends QuoteRequestCurrencyInput {
  id?: number | null
}

/** A quote request line as Coupa returns it. */
export interface QuoteRequestLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'classification-of-goods'?: string | null
  'creatable-from-id'?: number | null
  'creatable-from-type'?: string | null
  description?: string | null
  'extended-description'?: string | null
  'fiscal-code'?: string | null
  'manually-entered-base-price'?: boolean | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  'price-amount'?: Decimal | null
  quantity?: Decimal | null
  'reporting-price-amount'?: Decimal | null
  'request-details'?: string | null
  type?: string | null
  weight?: Decimal | null
  commodity?: Embedded<Commodity> | null
  'easy-form'?: Embedded<EasyForm> | null
  'extra-line-attribute'?: Embedded<ExtraLineAttributesQuoteRequestLineAttribute> | null
  'price-currency'?: Embedded<Currency> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: number | null
  'updated-by'?: number | null
}

/** What can be written of a quote request line. */
export interface QuoteRequestLineInput {
  /** At most 255 characters. */
  'classification-of-goods'?: string | null
  /** At most 255 characters. */
  description?: string | null
  'extended-description'?: string | null
  /** At most 255 characters. */
  'fiscal-code'?: string | null
  'manually-entered-base-price'?: boolean | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  'need-by-date'?: DateTime | null
  'price-amount'?: DecimalInput | null
  quantity?: DecimalInput | null
  'reporting-price-amount'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  type?: string | null
  weight?: DecimalInput | null
  commodity?: CommodityEmbeddedInput | null
  'cost-formula'?: QuoteCostFormulaEmbeddedInput | null
  'easy-form'?: EasyFormEmbeddedInput | null
  'extra-line-attribute'?: ExtraLineAttributesQuoteRequestLineAttributeEmbeddedInput | null
  'price-currency'?: CurrencyEmbeddedInput | null
  'ship-to-address'?: AddressEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A quote request line inside another record to write: a reference by id, or values. */
export interface QuoteRequestLineEmbeddedInput extends QuoteRequestLineInput {
  id?: number | null
}

/** A quote request lot as Coupa returns it. */
export interface QuoteRequestLot {
  id: number
  'expected-quantity'?: number | null
  name?: string | null
  lines?: Embedded<QuoteRequestLine>[]
}

/** What can be written of a quote request lot. */
export interface QuoteRequestLotInput {
  'expected-quantity'?: number | null
  /** At most 255 characters. */
  name?: string | null
  lines?: readonly QuoteRequestLineEmbeddedInput[] | null
}

/** A quote request lot inside another record to write: a reference by id, or values. */
export interface QuoteRequestLotEmbeddedInput extends QuoteRequestLotInput {
  id?: number | null
}

/** A quote request user as Coupa returns it. */
export interface QuoteRequestUser {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  attitude?: OpenValue<'creator' | 'owner' | 'watcher' | 'evaluator'> | null
  'user-id'?: number | null
}

/** What can be written of a quote request user. */
export interface QuoteRequestUserInput {
  /** Unique. At most 255 characters. */
  attitude?: OpenValue<'creator' | 'owner' | 'watcher' | 'evaluator'> | null
  /** Unique. */
  'user-id'?: number | null
}

/** A quote request user inside another record to write: a reference by id, or values. */
export interface QuoteRequestUserEmbeddedInput extends QuoteRequestUserInput {
  id?: number | null
}

/** A quote response as Coupa returns it. */
export interface QuoteResponse<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  awarded?: boolean | null
  comments?: string | null
  exported?: boolean | null
  position?: number | null
  promoted?: boolean | null
  'quote-request-id'?: number | null
  'quote-request-original-id'?: string | null
  'quote-request-revision'?: string | null
  state?: string | null
  'submitted-at'?: DateTime | null
  'custom-fields'?: CustomFields
  lines?: Embedded<QuoteResponseLine>[]
  'quote-request-attachment-response'?: Embedded<QuoteRequestAttachmentResponse> | null
  'quote-supplier'?: Embedded<QuoteSupplier> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a quote response. */
export interface QuoteResponseInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A quote response inside another record to write: a reference by id, or values. */
export interface QuoteResponseEmbeddedInput<CustomFields = OpenCustomFields> extends QuoteResponseInput<CustomFields> {
  id?: number | null
}

/** A quote response line as Coupa returns it. */
export interface QuoteResponseLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  awarded?: boolean | null
  'cost-element-values'?: string | null
  'item-description'?: string | null
  'item-part-number'?: string | null
  'lead-time'?: number | null
  'lot-id'?: number | null
  'price-amount'?: Decimal | null
  quantity?: Decimal | null
  'quote-request-line-id'?: number | null
  'reporting-price-amount'?: Decimal | null
  'supplier-item-name'?: string | null
  attachments?: Embedded<Attachment>[]
  'easy-form-response'?: Embedded<EasyFormResponse> | null
  'price-currency'?: Embedded<Currency> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a quote response line. */
export interface QuoteResponseLineInput {
  'cost-element-values'?: string | null
  'item-description'?: string | null
  /** At most 255 characters. */
  'item-part-number'?: string | null
  'lead-time'?: number | null
  /** Required on create. */
  'price-amount'?: DecimalInput | null
  /** At most 255 characters. */
  'supplier-item-name'?: string | null
  'price-currency'?: CurrencyEmbeddedInput | null
}

/** A quote response line inside another record to write: a reference by id, or values. */
export interface QuoteResponseLineEmbeddedInput extends QuoteResponseLineInput {
  id?: number | null
}

/** A quote supplier as Coupa returns it. */
export interface QuoteSupplier<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'contact-name'?: string | null
  'display-name'?: string | null
  email?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  supplier?: Embedded<Supplier> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a quote supplier. */
export interface QuoteSupplierInput<CustomFields = OpenCustomFields> {
  /** Required on create. At most 255 characters. */
  'contact-name'?: string | null
  /** At most 255 characters. */
  'display-name'?: string | null
  /** Required on create. Unique. At most 255 characters. */
  email?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  'public-profile-link'?: string | null
  'custom-fields'?: CustomFields
  supplier?: SupplierEmbeddedInput | null
}

/** A quote supplier inside another record to write: a reference by id, or values. */
export interface QuoteSupplierEmbeddedInput<CustomFields = OpenCustomFields> extends QuoteSupplierInput<CustomFields> {
  id?: number | null
}

/** A quote task attributes as Coupa returns it. */
export interface QuoteTaskAttributes {
  phase?: string | null
}

/** What can be written of a quote task attributes. */
export interface QuoteTaskAttributesInput {
  phase?: string | null
}

/** A quote task attributes inside another record to write: a reference by , or values. */
export interface QuoteTaskAttributesEmbeddedInput extends QuoteTaskAttributesInput {
}

/** A ra clma contract as Coupa returns it. */
export interface RaClmaContract {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'non-disclosure-copying-restriction'?: number | null
  'permitted-disclosees-advisers'?: boolean | null
  'permitted-disclosees-contractors'?: boolean | null
  'permitted-disclosees-directors-officers'?: boolean | null
  'permitted-disclosees-employees'?: boolean | null
}

/** What can be written of a ra clma contract. */
export interface RaClmaContractInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'non-disclosure-copying-restriction'?: number | null
  'permitted-disclosees-advisers'?: boolean | null
  'permitted-disclosees-contractors'?: boolean | null
  'permitted-disclosees-directors-officers'?: boolean | null
  'permitted-disclosees-employees'?: boolean | null
}

/** A ra clma contract inside another record to write: a reference by id, or values. */
export interface RaClmaContractEmbeddedInput extends RaClmaContractInput {
}

/** A ra risk request as Coupa returns it. */
export interface RaRiskRequest {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'cra-risk-id'?: string | null
  'cra-risk-type'?: number | null
  state?: number | null
  'ra-risk-request-scores'?: Embedded<RaRiskRequestScore>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a ra risk request can be written. */
export type RaRiskRequestInput = EmptyInput

/** A ra risk request inside another record to write: a reference by id, or values. */
export interface RaRiskRequestEmbeddedInput {
  id?: number | null
}

/** A ra risk request relationship as Coupa returns it. */
export interface RaRiskRequestRelationship {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'external-riskable-id'?: number | null
  'external-riskable-type'?: number | null
  'riskable-id'?: number | null
  'riskable-type'?: number | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a ra risk request relationship can be written. */
export type RaRiskRequestRelationshipInput = EmptyInput

/** A ra risk request relationship inside another record to write: a reference by id, or values. */
export interface RaRiskRequestRelationshipEmbeddedInput {
  id?: number | null
}

/** A ra risk request score as Coupa returns it. */
export interface RaRiskRequestScore {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'cra-score-risk-type'?: number | null
  'ra-risk-request-id'?: number | null
  'risk-score'?: Decimal | null
  'risk-value'?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a ra risk request score can be written. */
export type RaRiskRequestScoreInput = EmptyInput

/** A ra risk request score inside another record to write: a reference by id, or values. */
export interface RaRiskRequestScoreEmbeddedInput {
  id?: number | null
}

/** A rate card as Coupa returns it. */
export interface RateCard {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'rateable-type'?: string | null
  'rate-card-lines'?: Embedded<RateCardLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a rate card. */
export interface RateCardInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  /** At most 255 characters. */
  cfop?: string | null
  /** At most 255 characters. */
  ncm?: string | null
  'rate-card-lines'?: readonly RateCardLineEmbeddedInput[] | null
}

/** A rate card inside another record to write: a reference by id, or values. */
export interface RateCardEmbeddedInput extends RateCardInput {
}

/** A rate card line as Coupa returns it. */
export interface RateCardLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  name?: string | null
  price?: Decimal | null
  'rate-card-id'?: number | null
  'rate-card-line-type'?: number | null
  'rate-card-type'?: number | null
  commodity?: Embedded<Commodity> | null
  currency?: Embedded<Currency> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a rate card line. */
export interface RateCardLineInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  /** At most 255 characters. */
  code?: string | null
  /** At most 255 characters. */
  'custom-field-1'?: string | null
  /** At most 255 characters. */
  'custom-field-10'?: string | null
  /** At most 255 characters. */
  'custom-field-11'?: string | null
  /** At most 255 characters. */
  'custom-field-12'?: string | null
  /** At most 255 characters. */
  'custom-field-13'?: string | null
  /** At most 255 characters. */
  'custom-field-14'?: string | null
  /** At most 255 characters. */
  'custom-field-15'?: string | null
  /** At most 255 characters. */
  'custom-field-16'?: string | null
  /** At most 255 characters. */
  'custom-field-17'?: string | null
  /** At most 255 characters. */
  'custom-field-18'?: string | null
  /** At most 255 characters. */
  'custom-field-19'?: string | null
  /** At most 255 characters. */
  'custom-field-2'?: string | null
  /** At most 255 characters. */
  'custom-field-20'?: string | null
  /** At most 255 characters. */
  'custom-field-3'?: string | null
  /** At most 255 characters. */
  'custom-field-4'?: string | null
  /** At most 255 characters. */
  'custom-field-5'?: string | null
  /** At most 255 characters. */
  'custom-field-6'?: string | null
  /** At most 255 characters. */
  'custom-field-7'?: string | null
  /** At most 255 characters. */
  'custom-field-8'?: string | null
  /** At most 255 characters. */
  'custom-field-9'?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  /** Required on create. */
  price?: DecimalInput | null
  'rate-card-id'?: number | null
  /** Required on create. */
  'rate-card-line-type'?: number | null
  /** Required on create. */
  'rate-card-type'?: number | null
  commodity?: CommodityEmbeddedInput | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  /** Required on create. */
  uom?: UnitOfMeasureEmbeddedInput | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A rate card line inside another record to write: a reference by id, or values. */
export interface RateCardLineEmbeddedInput extends RateCardLineInput {
}

/** A reason insight as Coupa returns it. */
export interface ReasonInsight<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  code?: string | null
  description?: string | null
  'reason-type'?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a reason insight. */
export interface ReasonInsightInput<CustomFields = OpenCustomFields> {
  /** Required on create. Unique. At most 255 characters. */
  code?: string | null
  /** Required on create. At most 255 characters. */
  'reason-type'?: string | null
  'custom-fields'?: CustomFields
}

/** A reason insight inside another record to write: a reference by id, code, or values. */
export interface ReasonInsightEmbeddedInput<CustomFields = OpenCustomFields> extends ReasonInsightInput<CustomFields> {
  id?: number | null
}

/** A reason insight event as Coupa returns it. */
export interface ReasonInsightEvent {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  comment?: string | null
  'eventable-id'?: number | null
  'eventable-type'?: string | null
  'user-avatar-url'?: string | null
  'user-full-name'?: string | null
  'reason-insight'?: Embedded<ReasonInsight> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a reason insight event. */
export interface ReasonInsightEventInput {
  /** Required on create. At most 255 characters. */
  comment?: string | null
  'eventable-id'?: number | null
  /** At most 255 characters. */
  'eventable-type'?: string | null
  /** Required on create. */
  'reason-insight'?: ReasonInsightEmbeddedInput | null
}

/** A reason insight event inside another record to write: a reference by id, or values. */
export interface ReasonInsightEventEmbeddedInput extends ReasonInsightEventInput {
  id?: number | null
}

/** A receipt as Coupa returns it. Known from Swagger only (up to R39). */
export interface Receipt {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  exported?: boolean | null
  quantity?: Decimal | null
  'receipt-date'?: DateTime | null
  'receivable-id'?: number | null
  'receivable-type'?: string | null
  total?: Decimal | null
  'unit-price'?: Decimal | null
  currency?: Embedded<Currency> | null
  'inventory-transaction'?: Embedded<InventoryTransaction> | null
  receivable?: UnknownObject | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a receipt. */
export interface ReceiptInput {
  quantity?: DecimalInput | null
  /** Required on create. */
  'receipt-date'?: DateTime | null
  'receivable-id'?: number | null
  /** At most 255 characters. */
  'receivable-type'?: string | null
  'unit-price'?: DecimalInput | null
  currency?: CurrencyEmbeddedInput | null
  'inventory-transaction'?: InventoryTransactionEmbeddedInput | null
  receivable?: UnknownObject | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A receipt inside another record to write: a reference by id, or values. */
export interface ReceiptEmbeddedInput extends ReceiptInput {
  id?: number | null
}

/** A receipt request as Coupa returns it. */
export interface ReceiptRequest<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  status?: string | null
  type?: string | null
  'custom-fields'?: CustomFields
  lines?: Embedded<ReceiptRequestLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a receipt request. */
export interface ReceiptRequestInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A receipt request inside another record to write: a reference by id, or values. */
export interface ReceiptRequestEmbeddedInput<CustomFields = OpenCustomFields> extends ReceiptRequestInput<CustomFields> {
  id?: number | null
}

/** A receipt request line as Coupa returns it. */
export interface ReceiptRequestLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'asn-line-id'?: number | null
  'inventory-transaction-id'?: number | null
  'order-line-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipt-date'?: DateTime | null
  'receipt-type'?: string | null
  'soft-close-for-receiving'?: boolean | null
  type?: string | null
  'warehouse-id'?: number | null
  'warehouse-location-id'?: number | null
  weight?: Decimal | null
  'asn-line'?: Embedded<AsnLine> | null
  currency?: Embedded<Currency> | null
  item?: Embedded<Item> | null
  'on-behalf-of'?: Embedded<User> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  uom?: Embedded<UnitOfMeasure> | null
  warehouse?: Embedded<Warehouse> | null
  'warehouse-location'?: Embedded<WarehouseLocation> | null
}

/** Nothing of a receipt request line can be written. */
export type ReceiptRequestLineInput = EmptyInput

/** A receipt request line inside another record to write: a reference by id, or values. */
export interface ReceiptRequestLineEmbeddedInput {
  id?: number | null
}

/** A receiving transaction as Coupa returns it. */
export interface ReceivingTransaction<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  barcode?: string | null
  comments?: string | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'match-reference'?: string | null
  notes?: string | null
  'original-transaction-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipts-batch-id'?: number | null
  'received-weight'?: Decimal | null
  'rfid-tag'?: string | null
  status?: string | null
  total?: Decimal | null
  'transaction-date'?: DateTime | null
  type?: OpenValue<'InventoryReceipt' | 'ReceivingQuantityConsumption' | 'ReceivingQuantityDisposal' | 'ReceivingQuantityReturnToSupplier' | 'ReceivingAmountConsumption' | 'ReceivingAmountDisposal' | 'ReceivingAmountReturnToSupplier' | 'VoidInventoryReceipt' | 'VoidReceivingQuantityConsumption' | 'VoidReceivingQuantityDisposal' | 'VoidReceivingQuantityReturnToSupplier' | 'VoidReceivingAmountConsumption' | 'VoidReceivingAmountDisposal' | 'VoidReceivingAmountReturnToSupplier'> | null
  'voided-value'?: Decimal | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InventoryTxnAllocation>[]
  'adjustment-code'?: Embedded<AdjustmentCode> | null
  'asn-header'?: Embedded<AsnHeader> | null
  'asn-line'?: Embedded<AsnLine> | null
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  'current-integration-history-records'?: Embedded<IntegrationHistoryRecord>[]
  'from-warehouse-location'?: Embedded<WarehouseLocation> | null
  'inspection-code'?: Embedded<InspectionCode> | null
  'inventory-transaction-valuations'?: Embedded<InventoryTransactionValuation>[]
  item?: Embedded<Item> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  'original-transaction'?: Embedded<InventoryTransaction> | null
  'reason-insight'?: Embedded<ReasonInsight> | null
  'to-warehouse-location'?: Embedded<WarehouseLocation> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a receiving transaction. */
export interface ReceivingTransactionInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  barcode?: string | null
  exported?: boolean | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  notes?: string | null
  price?: DecimalInput | null
  quantity?: DecimalInput | null
  'received-weight'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  'rfid-tag'?: string | null
  'soft-close-for-receiving'?: boolean | null
  total?: DecimalInput | null
  'transaction-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  type?: OpenValue<'InventoryReceipt' | 'ReceivingQuantityConsumption' | 'ReceivingQuantityDisposal' | 'ReceivingQuantityReturnToSupplier' | 'ReceivingAmountConsumption' | 'ReceivingAmountDisposal' | 'ReceivingAmountReturnToSupplier' | 'VoidInventoryReceipt' | 'VoidReceivingQuantityConsumption' | 'VoidReceivingQuantityDisposal' | 'VoidReceivingQuantityReturnToSupplier' | 'VoidReceivingAmountConsumption' | 'VoidReceivingAmountDisposal' | 'VoidReceivingAmountReturnToSupplier'> | null
  'custom-fields'?: CustomFields
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InventoryTxnAllocationEmbeddedInput[] | null
  'adjustment-code'?: AdjustmentCodeEmbeddedInput | null
  'asn-line'?: AsnLineEmbeddedInput | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
  currency?: CurrencyEmbeddedInput | null
  'from-warehouse'?: WarehouseEmbeddedInput | null
  'from-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  'inspection-code'?: InspectionCodeEmbeddedInput | null
  'inventory-transaction-lots'?: readonly InventoryTransactionLotEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  'order-line'?: PurchaseOrderLineEmbeddedInput | null
  receipt?: ReceiptEmbeddedInput | null
  'receiving-form-response'?: FormResponseEmbeddedInput | null
  'to-warehouse'?: WarehouseEmbeddedInput | null
  'to-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A receiving transaction inside another record to write: a reference by id, or values. */
export interface ReceivingTransactionEmbeddedInput<CustomFields = OpenCustomFields> extends ReceivingTransactionInput<CustomFields> {
  id?: number | null
}

/** A recorded characteristic as Coupa returns it. */
export interface RecordedCharacteristic {
  id: number
  characteristicId?: number | null
  code?: string | null
  decisionValue?: boolean | null
  numericValue?: number | null
  qualitativeValue?: string | null
}

/** Nothing of a recorded characteristic can be written. */
export type RecordedCharacteristicInput = EmptyInput

/** A recorded characteristic inside another record to write: a reference by id, or values. */
export interface RecordedCharacteristicEmbeddedInput {
  id?: number | null
}

/** A registered company as Coupa returns it. */
export interface RegisteredCompany {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'authorized-person-address'?: string | null
  'authorized-person-name'?: string | null
  'authorized-person-vat-id'?: string | null
  'chairman-of-the-board'?: string | null
  'commercial-register-number'?: string | null
  'company-in-examinership'?: boolean | null
  'company-is-being-wound-up'?: boolean | null
  'company-receiver-appointed'?: boolean | null
  'company-registration-number'?: string | null
  'company-type'?: string | null
  'court-of-registration'?: string | null
  'date-of-registration'?: DateOnly | null
  'file-reference-number'?: string | null
  'issued-share-capital'?: Decimal | null
  'legal-type'?: string | null
  'liable-company'?: string | null
  'license-number'?: string | null
  'liquidation-remark'?: string | null
  'liquidator-name'?: string | null
  'managing-directors'?: string | null
  name?: string | null
  'number-of-issued-stocks'?: number | null
  'permanent-account-number'?: string | null
  'permit-date'?: string | null
  'permit-number'?: string | null
  'place-of-registration'?: string | null
  'preference-agreement'?: string | null
  'register-legal-entities'?: string | null
  'registered-seat'?: string | null
  'registration-authority'?: string | null
  'share-capital'?: string | null
  'sole-registration-code'?: string | null
  'supplier-phone-number'?: string | null
  'tax-regime'?: string | null
  'unique-shareholder'?: string | null
  country?: Embedded<Country> | null
}

/** Nothing of a registered company can be written. */
export type RegisteredCompanyInput = EmptyInput

/** A registered company inside another record to write: a reference by id, or values. */
export interface RegisteredCompanyEmbeddedInput {
  id?: number | null
}

/** A remit to address as Coupa returns it. */
export interface RemitToAddress<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  city?: string | null
  'external-src-name'?: string | null
  'external-src-ref'?: string | null
  'local-tax-number'?: string | null
  name?: string | null
  'postal-code'?: string | null
  'remit-to-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  'vat-number'?: string | null
  'custom-fields'?: CustomFields
  country?: Embedded<Country> | null
  'tax-registrations'?: Embedded<Address>[]
  'vat-country'?: Embedded<Country> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a remit to address. */
export interface RemitToAddressInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. At most 255 characters. */
  city?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  /** Required on create. */
  'local-tax-number'?: string | null
  name?: string | null
  /** Required on create. At most 255 characters. */
  'postal-code'?: string | null
  /** Required on create. Unique. */
  'remit-to-code'?: string | null
  /** At most 255 characters. */
  state?: string | null
  /** At most 255 characters. */
  'state-iso-code'?: string | null
  /** Required on create. At most 255 characters. */
  street1?: string | null
  /** At most 255 characters. */
  street2?: string | null
  /** At most 255 characters. */
  street3?: string | null
  /** At most 255 characters. */
  street4?: string | null
  /** At most 255 characters. */
  'vat-number'?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  'order-header-confirmations'?: readonly OrderHeaderConfirmationEmbeddedInput[] | null
  'tax-registrations'?: readonly AddressEmbeddedInput[] | null
  'vat-country'?: CountryEmbeddedInput | null
}

/** A remit to address inside another record to write: a reference by id, remit-to-code, or values. */
export interface RemitToAddressEmbeddedInput<CustomFields = OpenCustomFields> extends RemitToAddressInput<CustomFields> {
  id?: number | null
}

/** A req line allocation as Coupa returns it. */
export interface ReqLineAllocation {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  pct?: Decimal | null
  account?: Embedded<Account> | null
  period?: Embedded<BudgetPeriod> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a req line allocation. */
export interface ReqLineAllocationInput {
  amount?: DecimalInput | null
  /** Required on create. */
  pct?: DecimalInput | null
  /** Required on create. */
  account?: AccountEmbeddedInput | null
  period?: BudgetPeriodEmbeddedInput | null
}

/** A req line allocation inside another record to write: a reference by id, or values. */
export interface ReqLineAllocationEmbeddedInput extends ReqLineAllocationInput {
  id?: number | null
}

/** A requisition as Coupa returns it. */
export interface Requisition<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'buyer-note'?: string | null
  exported?: boolean | null
  justification?: string | null
  'line-count'?: number | null
  'mobile-total'?: Decimal | null
  'need-by-date'?: DateTime | null
  'price-hidden'?: boolean | null
  'receiving-warehouse-id'?: number | null
  'reject-reason-comment'?: string | null
  'req-title'?: string | null
  'ship-to-attention'?: string | null
  status?: OpenValue<'draft' | 'cart' | 'pending_buyer_action' | 'pending_approval' | 'approved' | 'ordered' | 'partially_received' | 'received' | 'abandoned' | 'backgrounded' | 'withdrawn'> | null
  'submitted-at'?: DateTime | null
  total?: Decimal | null
  'custom-fields'?: CustomFields
  approvals?: Embedded<Approval>[]
  attachments?: Embedded<Attachment>[]
  currency?: Embedded<Currency> | null
  'current-approval'?: Embedded<Approval> | null
  'current-parallel-approvals'?: Embedded<Approval>[]
  department?: Embedded<Department> | null
  milestones?: Embedded<ProcurementMilestone>[]
  'mobile-currency'?: Embedded<Currency> | null
  pcard?: Embedded<Pcard> | null
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  'requested-by'?: Embedded<User> | null
  'requisition-lines'?: Embedded<RequisitionLine>[]
  'ship-to-address'?: Embedded<Address> | null
  taggings?: Embedded<Tagging>[]
  tags?: Embedded<Tag>[]
  'user-group-members'?: Embedded<User>[]
  'user-members'?: Embedded<User>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a requisition. */
export interface RequisitionInput<CustomFields = OpenCustomFields> {
  'buyer-note'?: string | null
  /** Unique. At most 255 characters. */
  'external-po-reference'?: string | null
  'hide-price'?: boolean | null
  justification?: string | null
  'last-exported-at'?: DateTime | null
  'need-by-date'?: DateTime | null
  'receiving-warehouse-id'?: number | null
  /** At most 50 characters. */
  'req-title'?: string | null
  /** At most 255 characters. */
  'ship-to-attention'?: string | null
  'custom-fields'?: CustomFields
  approver?: UserEmbeddedInput | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
  department?: DepartmentEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  pcard?: PcardEmbeddedInput | null
  /** Required on create. */
  'requested-by'?: UserEmbeddedInput | null
  /** Required on create. */
  requester?: UserEmbeddedInput | null
  /** Required on create. */
  'requisition-lines'?: readonly RequisitionLineEmbeddedInput[] | null
  /** Required on create. */
  'ship-to-address'?: AddressEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
  /** Required on create. */
  'created-by'?: UserEmbeddedInput | null
}

/** A requisition inside another record to write: a reference by id, or values. */
export interface RequisitionEmbeddedInput<CustomFields = OpenCustomFields> extends RequisitionInput<CustomFields> {
  id?: number | null
}

/** A requisition amount line as Coupa returns it. */
export interface RequisitionAmountLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  'easy-form-response-id'?: number | null
  'line-num'?: number | null
  'line-type'?: OpenValue<'RequisitionQuantityLine' | 'RequisitionAmountLine'> | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  'need-by-date'?: DateTime | null
  'order-line-id'?: number | null
  'receipt-required'?: boolean | null
  'service-type'?: string | null
  'source-part-num'?: string | null
  'source-type'?: string | null
  status?: string | null
  'sub-line-num'?: number | null
  'supp-aux-part-num'?: string | null
  'supplier-site-id'?: number | null
  total?: Decimal | null
  'transmission-emails'?: string | null
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  'unit-price'?: Decimal | null
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<ReqLineAllocation>[]
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  'extra-line-attribute'?: Embedded<ExtraLineAttributesRequisitionLineAttribute> | null
  'form-response'?: Embedded<FormResponse> | null
  item?: Embedded<Item> | null
  milestones?: Embedded<ProcurementMilestone>[]
  'payment-term'?: Embedded<PaymentTerm> | null
  period?: Embedded<BudgetPeriod> | null
  'punchout-site'?: Embedded<PunchoutSite> | null
  'requisition-line-tax-detail'?: Embedded<RequisitionLineTaxDetail> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  supplier?: Embedded<Supplier> | null
  'supplier-site'?: Embedded<SupplierSite> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a requisition amount line. */
export interface RequisitionAmountLineInput {
  'confirm-by-hrs'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  description?: string | null
  'line-num'?: number | null
  'line-type'?: OpenValue<'RequisitionQuantityLine' | 'RequisitionAmountLine'> | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  'need-by-date'?: DateTime | null
  'order-confirmation-level'?: number | null
  quantity?: DecimalInput | null
  'receipt-required'?: boolean | null
  /** At most 255 characters. */
  source?: string | null
  /** At most 255 characters. */
  'source-details'?: string | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  'supp-aux-part-num'?: string | null
  'supplier-site-id'?: number | null
  'transmission-emails'?: string | null
  /** At most 30 characters. */
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  /** Required on create. */
  'unit-price'?: DecimalInput | null
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly ReqLineAllocationEmbeddedInput[] | null
  'asset-tags'?: readonly AssetTagEmbeddedInput[] | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'extra-line-attribute'?: ExtraLineAttributesRequisitionLineAttributeEmbeddedInput | null
  /** Required on create. */
  item?: ItemEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  'punchout-site'?: PunchoutSiteEmbeddedInput | null
  /** Required on create. */
  'requisition-line-tax-detail'?: RequisitionLineTaxDetailEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A requisition amount line inside another record to write: a reference by id, or values. */
export interface RequisitionAmountLineEmbeddedInput extends RequisitionAmountLineInput {
  id?: number | null
}

/** A requisition line as Coupa returns it. */
export interface RequisitionLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'alternate-status'?: string | null
  'confirm-by-hrs'?: Decimal | null
  description?: string | null
  'easy-form-response-id'?: number | null
  'image-url'?: string | null
  'line-num'?: number | null
  'line-type'?: OpenValue<'RequisitionQuantityLine' | 'RequisitionAmountLine'> | null
  'manufacturer-name'?: string | null
  'manufacturer-part-number'?: string | null
  'minimum-order-quantity'?: Decimal | null
  'need-by-date'?: DateTime | null
  'order-confirmation-level'?: number | null
  'order-increment'?: Decimal | null
  'order-line-id'?: number | null
  quantity?: Decimal | null
  'receipt-required'?: boolean | null
  'service-type'?: string | null
  'source-part-num'?: string | null
  'source-type'?: string | null
  status?: string | null
  'sub-line-num'?: number | null
  'supp-aux-part-num'?: string | null
  'supplier-site-id'?: number | null
  total?: Decimal | null
  'transmission-emails'?: string | null
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  'unit-price'?: Decimal | null
  'unit-price-in-usd'?: Decimal | null
  'unspsc-code'?: string | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<ReqLineAllocation>[]
  alternates?: Embedded<Alternate>[]
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  commodity?: Embedded<Commodity> | null
  contract?: Embedded<Contract> | null
  currency?: Embedded<Currency> | null
  'form-response'?: Embedded<FormResponse> | null
  item?: Embedded<Item> | null
  'line-owner'?: Embedded<User> | null
  milestones?: Embedded<ProcurementMilestone>[]
  'order-pad-line'?: Embedded<OrderPadLine> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  period?: Embedded<BudgetPeriod> | null
  'punchout-site'?: Embedded<PunchoutSite> | null
  'realtime-extension'?: Embedded<RequisitionLineRealtimeExtension> | null
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  'requisition-line-tax-detail'?: Embedded<RequisitionLineTaxDetail> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  supplier?: Embedded<Supplier> | null
  'supplier-site'?: Embedded<SupplierSite> | null
  'sustainability-detail'?: Embedded<SustainabilityDetail> | null
  taggings?: Embedded<Tagging>[]
  tags?: Embedded<Tag>[]
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a requisition line. */
export interface RequisitionLineInput<CustomFields = OpenCustomFields> {
  'confirm-by-hrs'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  description?: string | null
  'line-num'?: number | null
  'line-type'?: OpenValue<'RequisitionQuantityLine' | 'RequisitionAmountLine'> | null
  /** At most 255 characters. */
  'manufacturer-name'?: string | null
  /** At most 255 characters. */
  'manufacturer-part-number'?: string | null
  'need-by-date'?: DateTime | null
  'order-confirmation-level'?: number | null
  quantity?: DecimalInput | null
  'receipt-required'?: boolean | null
  /** At most 255 characters. */
  source?: string | null
  /** At most 255 characters. */
  'source-details'?: string | null
  /** At most 255 characters. */
  'source-part-num'?: string | null
  'supp-aux-part-num'?: string | null
  'supplier-site-id'?: number | null
  'transmission-emails'?: string | null
  'unit-price'?: DecimalInput | null
  'custom-fields'?: CustomFields
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly ReqLineAllocationEmbeddedInput[] | null
  alternates?: readonly AlternateEmbeddedInput[] | null
  'asset-tags'?: readonly AssetTagEmbeddedInput[] | null
  attachments?: readonly AttachmentEmbeddedInput[] | null
  commodity?: CommodityEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'extra-line-attribute'?: ExtraLineAttributesRequisitionLineAttributeEmbeddedInput | null
  /** Required on create. */
  item?: ItemEmbeddedInput | null
  'line-owner'?: UserEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  'punchout-site'?: PunchoutSiteEmbeddedInput | null
  /** Required on create. */
  'requisition-line-tax-detail'?: RequisitionLineTaxDetailEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  'sustainability-detail'?: SustainabilityDetailEmbeddedInput | null
  taggings?: readonly TaggingEmbeddedInput[] | null
  tags?: readonly TagEmbeddedInput[] | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A requisition line inside another record to write: a reference by id, or values. */
export interface RequisitionLineEmbeddedInput<CustomFields = OpenCustomFields> extends RequisitionLineInput<CustomFields> {
  id?: number | null
}

/** A requisition line realtime extension as Coupa returns it. Known from Swagger only (up to R39). */
export interface RequisitionLineRealtimeExtension {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'async-status'?: string | null
  'error-code'?: OpenValue<'un_authorized' | 'service_error' | 'timed_out' | 'out_of_stock' | 'item_not_found' | 'agent_failure' | 'registration_error' | 'has_more_options' | 'check_out_options_reqd' | 'uom_not_available' | 'unknown'> | null
  'realtime-item-key'?: string | null
  'requisition-line-id'?: number | null
  'show-error-warning'?: boolean | null
  'translated-error-message'?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a requisition line realtime extension. */
export interface RequisitionLineRealtimeExtensionInput {
  /** Required on create. At most 255 characters. */
  'async-status'?: string | null
  /** At most 255 characters. */
  'error-code'?: OpenValue<'un_authorized' | 'service_error' | 'timed_out' | 'out_of_stock' | 'item_not_found' | 'agent_failure' | 'registration_error' | 'has_more_options' | 'check_out_options_reqd' | 'uom_not_available' | 'unknown'> | null
  /** Required on create. At most 255 characters. */
  'realtime-item-key'?: string | null
  /** Required on create. */
  'requisition-line-id'?: number | null
}

/** A requisition line realtime extension inside another record to write: a reference by id, or values. */
export interface RequisitionLineRealtimeExtensionEmbeddedInput extends RequisitionLineRealtimeExtensionInput {
  id?: number | null
}

/** A requisition line tax detail as Coupa returns it. */
export interface RequisitionLineTaxDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  cfop?: string | null
  ncm?: string | null
}

/** What can be written of a requisition line tax detail. */
export interface RequisitionLineTaxDetailInput {
  /** At most 255 characters. */
  cfop?: string | null
  /** At most 255 characters. */
  ncm?: string | null
}

/** A requisition line tax detail inside another record to write: a reference by id, or values. */
export interface RequisitionLineTaxDetailEmbeddedInput extends RequisitionLineTaxDetailInput {
  id?: number | null
}

/** A requisition line template as Coupa returns it. */
export interface RequisitionLineTemplate {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  name?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a requisition line template can be written. */
export type RequisitionLineTemplateInput = EmptyInput

/** A requisition line template inside another record to write: a reference by id, or values. */
export interface RequisitionLineTemplateEmbeddedInput {
  id?: number | null
}

/** A return request as Coupa returns it. */
export interface ReturnRequest<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  number?: string | null
  rma?: string | null
  status?: string | null
  'custom-fields'?: CustomFields
  address?: Embedded<Address> | null
  lines?: Embedded<ReturnRequestLine>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a return request. */
export interface ReturnRequestInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  number?: string | null
  /** At most 255 characters. */
  rma?: string | null
  /** At most 255 characters. */
  status?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  address?: AddressEmbeddedInput | null
  /** Required on create. */
  lines?: readonly ReturnRequestLineEmbeddedInput[] | null
}

/** A return request inside another record to write: a reference by id, or values. */
export interface ReturnRequestEmbeddedInput<CustomFields = OpenCustomFields> extends ReturnRequestInput<CustomFields> {
  id?: number | null
}

/** A return request line as Coupa returns it. */
export interface ReturnRequestLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'inventory-transaction-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'source-transaction-id'?: number | null
  weight?: Decimal | null
  'reason-insight'?: Embedded<ReasonInsight> | null
  warehouse?: Embedded<Warehouse> | null
  'warehouse-location'?: Embedded<WarehouseLocation> | null
}

/** What can be written of a return request line. */
export interface ReturnRequestLineInput {
  /** Required on create. */
  price?: DecimalInput | null
  /** Required on create. */
  quantity?: DecimalInput | null
  'source-transaction-id'?: number | null
  /** Required on create. */
  weight?: DecimalInput | null
  'reason-insight'?: ReasonInsightEmbeddedInput | null
  warehouse?: WarehouseEmbeddedInput | null
  'warehouse-location'?: WarehouseLocationEmbeddedInput | null
}

/** A return request line inside another record to write: a reference by id, or values. */
export interface ReturnRequestLineEmbeddedInput extends ReturnRequestLineInput {
  id?: number | null
}

/** A return to supplier transaction as Coupa returns it. */
export interface ReturnToSupplierTransaction<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  barcode?: string | null
  comments?: string | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  'match-reference'?: string | null
  notes?: string | null
  'original-transaction-id'?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'receipts-batch-id'?: number | null
  'received-weight'?: Decimal | null
  'rfid-tag'?: string | null
  status?: string | null
  total?: Decimal | null
  'transaction-date'?: DateTime | null
  type?: string | null
  'voided-value'?: Decimal | null
  'custom-fields'?: CustomFields
  account?: Embedded<Account> | null
  'account-allocations'?: Embedded<InventoryTxnAllocation>[]
  'adjustment-code'?: Embedded<AdjustmentCode> | null
  'asn-header'?: Embedded<AsnHeader> | null
  'asn-line'?: Embedded<AsnLine> | null
  'asset-tags'?: Embedded<AssetTag>[]
  attachments?: Embedded<Attachment>[]
  'current-integration-history-records'?: Embedded<IntegrationHistoryRecord>[]
  'from-warehouse-location'?: Embedded<WarehouseLocation> | null
  'inspection-code'?: Embedded<InspectionCode> | null
  'inventory-transaction-valuations'?: Embedded<InventoryTransactionValuation>[]
  item?: Embedded<Item> | null
  'order-line'?: Embedded<PurchaseOrderLine> | null
  'original-transaction'?: Embedded<InventoryTransaction> | null
  'reason-insight'?: Embedded<ReasonInsight> | null
  'to-warehouse-location'?: Embedded<WarehouseLocation> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a return to supplier transaction. */
export interface ReturnToSupplierTransactionInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  barcode?: string | null
  exported?: boolean | null
  /** At most 255 characters. */
  'match-reference'?: string | null
  /** At most 255 characters. */
  notes?: string | null
  price?: DecimalInput | null
  quantity?: DecimalInput | null
  'received-weight'?: DecimalInput | null
  /** Required on create. At most 255 characters. */
  'rfid-tag'?: string | null
  'soft-close-for-receiving'?: boolean | null
  total?: DecimalInput | null
  'transaction-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  type?: string | null
  'custom-fields'?: CustomFields
  account?: AccountEmbeddedInput | null
  'account-allocations'?: readonly InventoryTxnAllocationEmbeddedInput[] | null
  'adjustment-code'?: AdjustmentCodeEmbeddedInput | null
  'asn-line'?: AsnLineEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'from-warehouse'?: WarehouseEmbeddedInput | null
  'from-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  'inspection-code'?: InspectionCodeEmbeddedInput | null
  'inventory-transaction-lots'?: readonly InventoryTransactionLotEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  'order-line'?: PurchaseOrderLineEmbeddedInput | null
  receipt?: ReceiptEmbeddedInput | null
  'receiving-form-response'?: FormResponseEmbeddedInput | null
  'to-warehouse'?: WarehouseEmbeddedInput | null
  'to-warehouse-location'?: WarehouseLocationEmbeddedInput | null
  uom?: UnitOfMeasureEmbeddedInput | null
}

/** A return to supplier transaction inside another record to write: a reference by id, or values. */
export interface ReturnToSupplierTransactionEmbeddedInput<CustomFields = OpenCustomFields> extends ReturnToSupplierTransactionInput<CustomFields> {
  id?: number | null
}

/** A role as Coupa returns it. Known from Swagger only (up to R39). */
export interface Role<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  name?: string | null
  omnipotent?: boolean | null
  'system-role'?: boolean | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a role. */
export interface RoleInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  description?: string | null
  /** At most 255 characters. */
  name?: string | null
  omnipotent?: boolean | null
  'system-role'?: boolean | null
  'custom-fields'?: CustomFields
}

/** A role inside another record to write: a reference by id, or values. */
export interface RoleEmbeddedInput<CustomFields = OpenCustomFields> extends RoleInput<CustomFields> {
  id?: number | null
}

/** A schedule line as Coupa returns it. */
export interface ScheduleLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'delivery-date'?: DateTime | null
  quantity?: Decimal | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a schedule line. */
export interface ScheduleLineInput {
  'delivery-date'?: DateTime | null
  /** Required on create. */
  quantity?: DecimalInput | null
}

/** A schedule line inside another record to write: a reference by id, or values. */
export interface ScheduleLineEmbeddedInput extends ScheduleLineInput {
  id?: number | null
}

/** A scheduled po issuance as Coupa returns it. */
export interface ScheduledPoIssuance {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'schedule-retry-interval'?: number | null
  'scheduled-issuance-date'?: DateTime | null
  'scheduled-by'?: Embedded<User> | null
}

/** Nothing of a scheduled po issuance can be written. */
export type ScheduledPoIssuanceInput = EmptyInput

/** A scheduled po issuance inside another record to write: a reference by id, or values. */
export interface ScheduledPoIssuanceEmbeddedInput {
  id?: number | null
}

/** A setup key as Coupa returns it. Known from its endpoint only. */
export interface SetupKey {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a setup key can be written. */
export type SetupKeyInput = EmptyInput

/** A setup key inside another record to write: a reference by id, or values. */
export interface SetupKeyEmbeddedInput {
  id?: number | null
}

/** A shipping term as Coupa returns it. */
export interface ShippingTerm<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  description?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a shipping term. */
export interface ShippingTermInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. Unique. At most 255 characters. */
  code?: string | null
  description?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
}

/** A shipping term inside another record to write: a reference by id, code, or values. */
export interface ShippingTermEmbeddedInput<CustomFields = OpenCustomFields> extends ShippingTermInput<CustomFields> {
  id?: number | null
}

/** A sim diversity certificate artifact as Coupa returns it. */
export interface SimDiversityCertificateArtifact {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'agency-id'?: number | null
  description?: string | null
  'effective-date'?: DateTime | null
  'expiry-date'?: DateTime | null
  agency?: Embedded<DiversityCertificationAgency> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a sim diversity certificate artifact. */
export interface SimDiversityCertificateArtifactInput {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'agency-id'?: number | null
  /** At most 255 characters. */
  description?: string | null
  'effective-date'?: DateTime | null
  'expiry-date'?: DateTime | null
  agency?: DiversityCertificationAgencyEmbeddedInput | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A sim diversity certificate artifact inside another record to write: a reference by id, or values. */
export interface SimDiversityCertificateArtifactEmbeddedInput extends SimDiversityCertificateArtifactInput {
}

/** A supplier as Coupa returns it. */
export interface Supplier<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-number'?: string | null
  'allow-change-requests'?: boolean | null
  'allow-cn-no-backing-doc-from-connect'?: boolean | null
  'allow-csp-access-without-two-factor'?: boolean | null
  'allow-cxml-invoicing'?: boolean | null
  'allow-inv-choose-billing-account'?: boolean | null
  'allow-inv-from-connect'?: boolean | null
  'allow-inv-no-backing-doc-from-connect'?: boolean | null
  'allow-inv-unbacked-lines-from-connect'?: boolean | null
  'allow-order-confirmation-item-substitutions'?: boolean | null
  'business-entity-id'?: number | null
  'buyer-hold'?: boolean | null
  'confirm-by-hrs'?: Decimal | null
  'coupa-connect-secret'?: string | null
  'coupa-pay-financing-only'?: boolean | null
  'cxml-domain'?: string | null
  'cxml-http-username'?: string | null
  'cxml-identity'?: string | null
  'cxml-invoice-buyer-domain'?: string | null
  'cxml-invoice-buyer-identity'?: string | null
  'cxml-invoice-secret'?: string | null
  'cxml-invoice-supplier-domain'?: string | null
  'cxml-invoice-supplier-identity'?: string | null
  'cxml-protocol'?: string | null
  'cxml-secret'?: string | null
  'cxml-ssl-version'?: string | null
  'cxml-supplier-domain'?: string | null
  'cxml-supplier-identity'?: string | null
  'cxml-url'?: string | null
  'dd-settings'?: string | null
  'disable-cert-verify'?: boolean | null
  'display-name'?: string | null
  'do-not-accelerate'?: boolean | null
  duns?: string | null
  'invoice-matching-level'?: OpenValue<'2-way' | '3-way' | '3-way-direct' | 'none'> | null
  name?: string | null
  number?: string | null
  'on-hold'?: boolean | null
  'one-time-supplier'?: boolean | null
  'payment-method'?: OpenValue<'invoice' | 'pcard' | 'invoice_only' | 'pcard_only' | 'virtual_card'> | null
  'payment-term-id'?: number | null
  'payment-terms'?: string | null
  'po-change-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'po-email'?: string | null
  'po-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'preferred-commodities'?: string | null
  'remit-to-requirement'?: number | null
  'savings-pct'?: Decimal | null
  'scf-configs'?: string | null
  'scope-three-emissions'?: boolean | null
  'send-invoices-to-approvals'?: boolean | null
  status?: OpenValue<'active' | 'inactive' | 'draft' | 'onboarding'> | null
  'strategic-supplier'?: unknown
  'supplier-community-enablement'?: number | null
  tags?: string | null
  'tax-id'?: string | null
  type?: string | null
  website?: string | null
  'whitelist-dd'?: boolean | null
  'custom-fields'?: CustomFields
  'account-types'?: Embedded<AccountType>[]
  'business-groups'?: Embedded<BusinessGroup>[]
  commodity?: Embedded<Commodity> | null
  'content-groups'?: Embedded<BusinessGroup>[]
  'customer-support-contacts'?: Embedded<CustomerSupportContact>[]
  diversities?: Embedded<DiversityAssociation>[]
  'diversity-categories'?: Embedded<DiversityCategory>[]
  enterprise?: Embedded<Enterprise> | null
  'integration-contacts'?: Embedded<IntegrationContact> | null
  'inventory-organization'?: Embedded<InventoryOrganization> | null
  'invoice-emails'?: Embedded<InvoiceEmail>[]
  'online-store'?: Embedded<OnlineStore> | null
  parent?: Embedded<Supplier> | null
  'payment-term'?: Embedded<PaymentTerm> | null
  'payment-types'?: Embedded<PaymentType>[]
  'primary-address'?: Embedded<SupplierAddress> | null
  'primary-contact'?: Embedded<Contact> | null
  'remit-to-addresses'?: Embedded<RemitToAddress>[]
  'restricted-account-types'?: Embedded<AccountType>[]
  'shipping-term'?: Embedded<ShippingTerm> | null
  'supplier-account-types'?: unknown[]
  'supplier-classification-detail'?: Embedded<SupplierClassificationDetail> | null
  'supplier-enterprise-detail'?: Embedded<SupplierEnterpriseDetail> | null
  'supplier-insurance-detail'?: Embedded<SupplierInsuranceDetail> | null
  'supplier-risk-detail'?: Embedded<SupplierRiskDetail> | null
  'supplier-sites'?: Embedded<SupplierSite>[]
  'supplier-tax-detail'?: Embedded<SupplierTaxDetail> | null
  taggings?: Embedded<Tagging>[]
  'tax-code'?: Embedded<TaxCode> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier. */
export interface SupplierInput<CustomFields = OpenCustomFields> {
  'account-number'?: string | null
  'allow-change-requests'?: boolean | null
  'allow-cn-no-backing-doc-from-connect'?: boolean | null
  'allow-csp-access-without-two-factor'?: boolean | null
  'allow-cxml-invoicing'?: boolean | null
  'allow-inv-choose-billing-account'?: boolean | null
  'allow-inv-from-connect'?: boolean | null
  'allow-inv-no-backing-doc-from-connect'?: boolean | null
  'allow-inv-unbacked-lines-from-connect'?: boolean | null
  'allow-order-confirmation-item-substitutions'?: boolean | null
  'business-entity-id'?: number | null
  'buyer-hold'?: boolean | null
  'confirm-by-hrs'?: DecimalInput | null
  'corporate-url'?: string | null
  'coupa-pay-financing-only'?: boolean | null
  'cxml-domain'?: string | null
  /** At most 255 characters. */
  'cxml-http-password'?: string | null
  'cxml-http-username'?: string | null
  'cxml-identity'?: string | null
  'cxml-invoice-buyer-domain'?: string | null
  'cxml-invoice-buyer-identity'?: string | null
  'cxml-invoice-secret'?: string | null
  'cxml-invoice-supplier-domain'?: string | null
  /** Unique. */
  'cxml-invoice-supplier-identity'?: string | null
  'cxml-protocol'?: string | null
  'cxml-secret'?: string | null
  'cxml-ssl-version'?: string | null
  'cxml-supplier-domain'?: string | null
  'cxml-supplier-identity'?: string | null
  'cxml-url'?: string | null
  'dd-settings'?: string | null
  /** At most 255 characters. */
  'default-locale'?: string | null
  'disable-cert-verify'?: boolean | null
  'display-name'?: string | null
  duns?: string | null
  'hold-invoices-for-ap-review'?: boolean | null
  /** Required on create. */
  'invoice-matching-level'?: OpenValue<'2-way' | '3-way' | '3-way-direct' | 'none'> | null
  /** Required on create. Unique. At most 100 characters. */
  name?: string | null
  /** Unique. */
  number?: string | null
  'on-hold'?: boolean | null
  'one-time-supplier'?: boolean | null
  'order-confirmation-level'?: OpenValue<'not_applicable' | 'header' | 'line'> | null
  /** Required on create. At most 255 characters. */
  'payment-method'?: OpenValue<'invoice' | 'pcard' | 'invoice_only' | 'pcard_only' | 'virtual_card'> | null
  'payment-term-id'?: number | null
  'payment-term-id-for-api'?: unknown
  /** Required on create. At most 255 characters. */
  'po-change-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  /** At most 255 characters. */
  'po-email'?: string | null
  /** At most 255 characters. */
  'po-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'preferred-commodities'?: string | null
  /** Required on create. */
  'price-amount'?: DecimalInput | null
  'savings-pct'?: DecimalInput | null
  'scf-configs'?: string | null
  'scope-three-emissions'?: boolean | null
  'send-invoices-to-approvals'?: boolean | null
  status?: OpenValue<'active' | 'inactive' | 'draft' | 'onboarding'> | null
  'storefront-url'?: string | null
  'supplier-community-enablement'?: number | null
  'supplier-status'?: string | null
  tags?: string | null
  'tax-id'?: string | null
  website?: string | null
  'whitelist-dd'?: boolean | null
  'custom-fields'?: CustomFields
  'account-types'?: readonly AccountTypeEmbeddedInput[] | null
  'business-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  commodity?: CommodityEmbeddedInput | null
  contacts?: readonly SupplierInformationContactEmbeddedInput[] | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'customer-support-contacts'?: readonly CustomerSupportContactEmbeddedInput[] | null
  diversities?: readonly DiversityAssociationEmbeddedInput[] | null
  /** Required on create. */
  enterprise?: EnterpriseEmbeddedInput | null
  'integration-contacts'?: IntegrationContactEmbeddedInput | null
  'invoice-emails'?: readonly InvoiceEmailEmbeddedInput[] | null
  /** Required on create. */
  'online-store'?: OnlineStoreEmbeddedInput | null
  parent?: SupplierEmbeddedInput | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  'payment-types'?: readonly PaymentTypeEmbeddedInput[] | null
  /** Required on create. */
  'primary-address'?: SupplierAddressEmbeddedInput | null
  /** Required on create. */
  'primary-contact'?: ContactEmbeddedInput | null
  'remit-to-addresses'?: readonly RemitToAddressEmbeddedInput[] | null
  'restricted-account-types'?: readonly AccountTypeEmbeddedInput[] | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  'supplier-account-types'?: readonly unknown[] | null
  'supplier-addresses'?: readonly SupplierAddressEmbeddedInput[] | null
  'supplier-classification-detail'?: SupplierClassificationDetailEmbeddedInput | null
  'supplier-enterprise-detail'?: SupplierEnterpriseDetailEmbeddedInput | null
  'supplier-insurance-detail'?: SupplierInsuranceDetailEmbeddedInput | null
  'supplier-risk-detail'?: SupplierRiskDetailEmbeddedInput | null
  'supplier-sites'?: readonly SupplierSiteEmbeddedInput[] | null
  'supplier-tax-detail'?: SupplierTaxDetailEmbeddedInput | null
  'tax-code'?: TaxCodeEmbeddedInput | null
}

/** A supplier inside another record to write: a reference by id, name, number, or values. */
export interface SupplierEmbeddedInput<CustomFields = OpenCustomFields> extends SupplierInput<CustomFields> {
  id?: number | null
}

/** A supplier address as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierAddress {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  attention?: string | null
  'business-group-name'?: string | null
  city?: string | null
  'external-src-name'?: string | null
  'external-src-ref'?: string | null
  'local-tax-number'?: string | null
  'location-code'?: string | null
  name?: string | null
  'postal-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  type?: string | null
  'vat-number'?: string | null
  'content-groups'?: Embedded<BusinessGroup>[]
  country?: Embedded<Country> | null
  purposes?: Embedded<Purpose>[]
  'tax-registrations'?: Embedded<Address>[]
  'vat-country'?: Embedded<Country> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier address. */
export interface SupplierAddressInput {
  active?: boolean | null
  /** At most 255 characters. */
  attention?: string | null
  'business-group-name'?: string | null
  /** Required on create. At most 255 characters. */
  city?: string | null
  /** At most 255 characters. */
  'external-src-name'?: string | null
  /** At most 255 characters. */
  'external-src-ref'?: string | null
  /** Required on create. At most 255 characters. */
  'local-tax-number'?: string | null
  /** At most 255 characters. */
  'location-code'?: string | null
  /** At most 255 characters. */
  name?: string | null
  /** Required on create. At most 255 characters. */
  'postal-code'?: string | null
  /** At most 255 characters. */
  state?: string | null
  /** At most 255 characters. */
  'state-iso-code'?: string | null
  /** Required on create. At most 255 characters. */
  street1?: string | null
  /** At most 255 characters. */
  street2?: string | null
  /** At most 255 characters. */
  street3?: string | null
  /** At most 255 characters. */
  street4?: string | null
  /** At most 255 characters. */
  'vat-number'?: string | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  purposes?: readonly PurposeEmbeddedInput[] | null
  'tax-registrations'?: readonly AddressEmbeddedInput[] | null
  'vat-country'?: CountryEmbeddedInput | null
}

/** A supplier address inside another record to write: a reference by id, or values. */
export interface SupplierAddressEmbeddedInput extends SupplierAddressInput {
  id?: number | null
}

/** A supplier classification detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierClassificationDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier classification detail can be written. */
export type SupplierClassificationDetailInput = EmptyInput

/** A supplier classification detail inside another record to write: a reference by id, or values. */
export interface SupplierClassificationDetailEmbeddedInput {
  id?: number | null
}

/** A supplier enterprise detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierEnterpriseDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier enterprise detail can be written. */
export type SupplierEnterpriseDetailInput = EmptyInput

/** A supplier enterprise detail inside another record to write: a reference by id, or values. */
export interface SupplierEnterpriseDetailEmbeddedInput {
  id?: number | null
}

/** A supplier information as Coupa returns it. */
export interface SupplierInformation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'allow-cxml-invoicing'?: boolean | null
  'allow-inv-choose-billing-account'?: boolean | null
  'allow-inv-from-connect'?: boolean | null
  'allow-inv-no-backing-doc-from-connect'?: boolean | null
  'allow-inv-unbacked-lines-from-connect'?: boolean | null
  'backend-system-catalog'?: OpenValue<'CatBase' | 'Elastic' | 'iPartner Product Suite' | 'Claritum' | 'Contalog' | 'CatalognTime' | 'Advizia' | 'Aravo' | 'MatrixCMX' | 'SigmaCommerce'> | null
  'backend-system-invoicing'?: OpenValue<'SAP' | 'Oracle'> | null
  'buyer-hold'?: boolean | null
  'buyer-id'?: number | null
  comment?: string | null
  'comment-source'?: string | null
  'commodity-id'?: number | null
  'currency-id'?: number | null
  'cxml-domain'?: string | null
  'cxml-http-username'?: string | null
  'cxml-identity'?: string | null
  'cxml-protocol'?: string | null
  'cxml-secret'?: string | null
  'cxml-ssl-version'?: string | null
  'cxml-supplier-domain'?: string | null
  'cxml-supplier-identity'?: string | null
  'cxml-url'?: string | null
  'default-invoice-email'?: string | null
  'disable-cert-verify'?: boolean | null
  'display-name'?: string | null
  'duns-number'?: string | null
  'duplicate-exists'?: boolean | null
  'estimated-spend-amount'?: Decimal | null
  'fed-reportable'?: boolean | null
  'federal-tax-num'?: string | null
  'goods-services-provided'?: string | null
  'govt-agency-interaction'?: string | null
  'govt-agency-interaction-indicator'?: boolean | null
  'govt-allegation-fraud-bribery'?: string | null
  'govt-allegation-fraud-bribery-indicator'?: boolean | null
  'hold-invoices-for-ap-review'?: boolean | null
  'hold-payment'?: string | null
  'hold-payment-indicator'?: boolean | null
  'inbound-invoice-domain'?: string | null
  'inco-terms'?: OpenValue<'EXW' | 'FCA' | 'CPT' | 'CIP' | 'DAT' | 'DAP' | 'DDP' | 'FAS' | 'FOB' | 'CFR' | 'CIF' | 'DPU'> | null
  'income-type'?: string | null
  industry?: string | null
  'intl-other-explanation'?: string | null
  'intl-tax-classification'?: OpenValue<'Active NFFE' | 'Passive NFFE (including trusts)' | 'Exempt beneficial owner' | 'Deemed compliant FFI' | 'Canadian Financial Institution' | 'Other Partner Jurisdiction Financial Institution' | 'Participating Foreign Financial Institution' | 'Non Participating Financial Institution' | 'Specified U.S. Person' | 'Not a Specified U.S. Person' | '1099' | 'C Corp' | 'Customer Refund' | 'Exempt 1099' | 'Tax Authority' | 'Tax & Gov' | 'Vendor' | 'Non Profit' | 'Partner Referral' | 'S Corp' | 'Foreign Company'> | null
  'intl-tax-num'?: string | null
  'invoice-amount-limit'?: string | null
  'invoice-inbound-emails'?: string | null
  'invoice-matching-level'?: string | null
  'last-exported-at'?: DateTime | null
  'logo-content-type'?: string | null
  'logo-file-name'?: string | null
  'logo-file-size'?: number | null
  'logo-updated-at'?: DateTime | null
  'minority-designation-id'?: number | null
  'minority-indicator'?: boolean | null
  'minority-type-id'?: number | null
  name?: string | null
  'one-time-supplier'?: boolean | null
  'organization-type'?: OpenValue<'Corporation' | 'Foreign Corporation' | 'Individual' | 'Foreign Individual' | 'Partnership' | 'Foreign Partnership'> | null
  'parent-company-name'?: string | null
  'pay-group'?: OpenValue<'Direct Debit' | 'Standard' | 'Customer Refund' | 'Employee' | 'Intercompany' | 'Lease' | 'Partner Referral' | 'Rent' | 'Tax' | 'Util/Telecom'> | null
  'payment-term-id'?: number | null
  'payment-terms-id'?: number | null
  'po-change-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'po-email'?: string | null
  'po-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'policy-for-bribery-corruption'?: string | null
  'policy-for-bribery-corruption-indicator'?: boolean | null
  'savings-pct'?: Decimal | null
  'scope-three-emissions'?: boolean | null
  'send-invoices-to-approvals'?: boolean | null
  'separate-remit-to'?: boolean | null
  'shipping-term-id'?: number | null
  'social-security-number'?: string | null
  status?: string | null
  'strategic-supplier'?: unknown
  'supplier-id'?: number | null
  'supplier-region'?: OpenValue<'AMER' | 'EMEA' | 'APAC' | 'Japan'> | null
  'tax-classification'?: OpenValue<'1099' | 'C Corp' | 'Customer Refund' | 'Exempt 1099' | 'Tax Authority' | 'Tax & Gov' | 'Vendor' | 'Non Profit' | 'Partner Referral' | 'S Corp' | 'Foreign Company'> | null
  'tax-code-id'?: number | null
  'tax-exempt-other-explanation'?: string | null
  'tax-region'?: OpenValue<'1099' | 'C Corp' | 'Customer Refund' | 'Exempt 1099' | 'Tax Authority' | 'Tax & Gov' | 'Vendor' | 'Non Profit' | 'Partner Referral' | 'S Corp' | 'Foreign Company' | 'US' | 'International'> | null
  'third-party-interaction'?: string | null
  'third-party-interaction-indicator'?: boolean | null
  'user-id'?: number | null
  website?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  'country-of-operation'?: Embedded<Country> | null
  'default-commodity'?: Embedded<Commodity> | null
  diversities?: Embedded<DiversityAssociation>[]
  'payment-term'?: Embedded<PaymentTerm> | null
  'preferred-currency'?: Embedded<Currency> | null
  'preferred-language'?: Embedded<Language> | null
  'supplier-information-addresses'?: Embedded<SupplierInformationAddress>[]
  'supplier-information-artifacts'?: Embedded<SupplierInformationArtifact>[]
  'supplier-information-classification-detail'?: Embedded<SupplierInformationClassificationDetail> | null
  'supplier-information-contacts'?: Embedded<SupplierInformationContact>[]
  'supplier-information-enterprise-detail'?: Embedded<SupplierInformationEnterpriseDetail> | null
  'supplier-information-insurance-detail'?: Embedded<SupplierInformationInsuranceDetail> | null
  'supplier-information-risk-detail'?: Embedded<SupplierInformationRiskDetail> | null
  'supplier-information-tax-detail'?: Embedded<SupplierInformationTaxDetail> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier information. */
export interface SupplierInformationInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  'backend-system-catalog'?: OpenValue<'CatBase' | 'Elastic' | 'iPartner Product Suite' | 'Claritum' | 'Contalog' | 'CatalognTime' | 'Advizia' | 'Aravo' | 'MatrixCMX' | 'SigmaCommerce'> | null
  /** At most 255 characters. */
  'backend-system-invoicing'?: OpenValue<'SAP' | 'Oracle'> | null
  'buyer-hold'?: boolean | null
  'buyer-id'?: number | null
  comment?: string | null
  /** At most 255 characters. */
  'comment-source'?: string | null
  'country-of-operation-id'?: number | null
  'currency-id'?: number | null
  'cxml-domain'?: string | null
  'cxml-http-username'?: string | null
  'cxml-identity'?: string | null
  'cxml-protocol'?: string | null
  'cxml-secret'?: string | null
  'cxml-ssl-version'?: string | null
  'cxml-supplier-domain'?: string | null
  'cxml-supplier-identity'?: string | null
  'cxml-url'?: string | null
  'default-commodity-id'?: number | null
  'disable-cert-verify'?: boolean | null
  /** At most 255 characters. */
  'display-name'?: string | null
  /** At most 255 characters. */
  'duns-number'?: string | null
  'duplicate-exists'?: boolean | null
  'estimated-spend-amount'?: DecimalInput | null
  'fed-reportable'?: boolean | null
  /** At most 255 characters. */
  'federal-tax-num'?: string | null
  /** At most 255 characters. */
  'goods-services-provided'?: string | null
  'govt-agency-interaction'?: string | null
  'govt-agency-interaction-indicator'?: boolean | null
  /** At most 255 characters. */
  'govt-allegation-fraud-bribery'?: string | null
  'govt-allegation-fraud-bribery-indicator'?: boolean | null
  /** At most 255 characters. */
  'hold-payment'?: string | null
  'hold-payment-indicator'?: boolean | null
  /** At most 255 characters. */
  'inco-terms'?: OpenValue<'EXW' | 'FCA' | 'CPT' | 'CIP' | 'DAT' | 'DAP' | 'DDP' | 'FAS' | 'FOB' | 'CFR' | 'CIF' | 'DPU'> | null
  /** At most 255 characters. */
  'income-type'?: string | null
  /** At most 255 characters. */
  industry?: string | null
  /** At most 255 characters. */
  'intl-other-explanation'?: string | null
  /** At most 255 characters. */
  'intl-tax-classification'?: OpenValue<'Active NFFE' | 'Passive NFFE (including trusts)' | 'Exempt beneficial owner' | 'Deemed compliant FFI' | 'Canadian Financial Institution' | 'Other Partner Jurisdiction Financial Institution' | 'Participating Foreign Financial Institution' | 'Non Participating Financial Institution' | 'Specified U.S. Person' | 'Not a Specified U.S. Person' | '1099' | 'C Corp' | 'Customer Refund' | 'Exempt 1099' | 'Tax Authority' | 'Tax & Gov' | 'Vendor' | 'Non Profit' | 'Partner Referral' | 'S Corp' | 'Foreign Company'> | null
  /** At most 255 characters. */
  'intl-tax-num'?: string | null
  'invoice-amount-limit'?: string | null
  /** At most 255 characters. */
  'invoice-matching-level'?: string | null
  'minority-designation-id'?: number | null
  'minority-indicator'?: boolean | null
  'minority-type-id'?: number | null
  /** Required on create. At most 100 characters. */
  name?: string | null
  'one-time-supplier'?: boolean | null
  /** At most 255 characters. */
  'organization-type'?: OpenValue<'Corporation' | 'Foreign Corporation' | 'Individual' | 'Foreign Individual' | 'Partnership' | 'Foreign Partnership'> | null
  /** At most 255 characters. */
  'parent-company-name'?: string | null
  /** At most 255 characters. */
  'pay-group'?: OpenValue<'Direct Debit' | 'Standard' | 'Customer Refund' | 'Employee' | 'Intercompany' | 'Lease' | 'Partner Referral' | 'Rent' | 'Tax' | 'Util/Telecom'> | null
  'payment-term-id'?: number | null
  'payment-terms-id'?: number | null
  /** At most 255 characters. */
  'po-change-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  /** At most 255 characters. */
  'po-email'?: string | null
  /** At most 255 characters. */
  'po-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'policy-for-bribery-corruption'?: string | null
  'policy-for-bribery-corruption-indicator'?: boolean | null
  'preferred-currency-id'?: number | null
  'preferred-language-id'?: number | null
  'scope-three-emissions'?: boolean | null
  'separate-remit-to'?: boolean | null
  'shipping-term-id'?: number | null
  /** Required on create. At most 255 characters. */
  status?: string | null
  'supplier-id'?: number | null
  /** At most 255 characters. */
  'supplier-name'?: string | null
  /** At most 255 characters. */
  'supplier-number'?: string | null
  /** At most 255 characters. */
  'supplier-region'?: OpenValue<'AMER' | 'EMEA' | 'APAC' | 'Japan'> | null
  /** At most 255 characters. */
  'tax-classification'?: OpenValue<'1099' | 'C Corp' | 'Customer Refund' | 'Exempt 1099' | 'Tax Authority' | 'Tax & Gov' | 'Vendor' | 'Non Profit' | 'Partner Referral' | 'S Corp' | 'Foreign Company'> | null
  'tax-code-id'?: number | null
  /** At most 255 characters. */
  'tax-exempt-other-explanation'?: string | null
  /** At most 255 characters. */
  'tax-region'?: OpenValue<'1099' | 'C Corp' | 'Customer Refund' | 'Exempt 1099' | 'Tax Authority' | 'Tax & Gov' | 'Vendor' | 'Non Profit' | 'Partner Referral' | 'S Corp' | 'Foreign Company' | 'US' | 'International'> | null
  'third-party-interaction'?: string | null
  'third-party-interaction-indicator'?: boolean | null
  'user-id'?: number | null
  /** At most 255 characters. */
  website?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'country-of-operation'?: CountryEmbeddedInput | null
  'default-commodity'?: CommodityEmbeddedInput | null
  diversities?: readonly DiversityAssociationEmbeddedInput[] | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  'preferred-currency'?: CurrencyEmbeddedInput | null
  'preferred-language'?: LanguageEmbeddedInput | null
  'supplier-information-addresses'?: readonly SupplierInformationAddressEmbeddedInput[] | null
  'supplier-information-artifacts'?: readonly SupplierInformationArtifactEmbeddedInput[] | null
  'supplier-information-classification-detail'?: SupplierInformationClassificationDetailEmbeddedInput | null
  'supplier-information-contacts'?: readonly SupplierInformationContactEmbeddedInput[] | null
  'supplier-information-enterprise-detail'?: SupplierInformationEnterpriseDetailEmbeddedInput | null
  'supplier-information-insurance-detail'?: SupplierInformationInsuranceDetailEmbeddedInput | null
  'supplier-information-risk-detail'?: SupplierInformationRiskDetailEmbeddedInput | null
  'supplier-information-tax-detail'?: SupplierInformationTaxDetailEmbeddedInput | null
}

/** A supplier information inside another record to write: a reference by id, or values. */
export interface SupplierInformationEmbeddedInput<CustomFields = OpenCustomFields> extends SupplierInformationInput<CustomFields> {
  id?: number | null
}

/** A supplier information address as Coupa returns it. */
export interface SupplierInformationAddress {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-type-item'?: string | null
  active?: boolean | null
  'address-name'?: string | null
  'bank-account-number'?: string | null
  'bank-address'?: string | null
  'bank-city'?: string | null
  'bank-code'?: string | null
  'bank-name'?: string | null
  'bank-postal-code'?: string | null
  'bank-routing-number'?: string | null
  'bank-state-region'?: string | null
  'beneficiary-account-type'?: unknown
  bic?: string | null
  'bic-routing-code'?: string | null
  'bsb-number'?: string | null
  city?: string | null
  'csp-rta-id'?: number | null
  'csp-tra-id'?: number | null
  'custom-field-1'?: string | null
  'custom-field-10'?: string | null
  'custom-field-11'?: string | null
  'custom-field-12'?: string | null
  'custom-field-13'?: string | null
  'custom-field-14'?: string | null
  'custom-field-15'?: string | null
  'custom-field-16'?: string | null
  'custom-field-17'?: string | null
  'custom-field-18'?: string | null
  'custom-field-19'?: string | null
  'custom-field-2'?: string | null
  'custom-field-20'?: string | null
  'custom-field-3'?: string | null
  'custom-field-4'?: string | null
  'custom-field-5'?: string | null
  'custom-field-6'?: string | null
  'custom-field-7'?: string | null
  'custom-field-8'?: string | null
  'custom-field-9'?: string | null
  email?: string | null
  'iban-number'?: string | null
  ifsc?: string | null
  'intermediary-bank-name'?: string | null
  'international-bank-account-number'?: string | null
  kind?: OpenValue<'RTA' | 'User' | 'Primary' | 'Standard'> | null
  'location-code'?: string | null
  'name-on-bank-account'?: string | null
  'payment-method-item'?: OpenValue<'tran' | 'cash' | 'cred' | 'pcard'> | null
  'po-box'?: string | null
  'po-box-postal-code'?: string | null
  'postal-code'?: string | null
  'sort-code'?: string | null
  'state-iso-code'?: string | null
  'state-region'?: string | null
  'street-address'?: string | null
  'street-address2'?: string | null
  'supplier-information-id'?: number | null
  'swift-code'?: string | null
  'transit-number-and-institution-number'?: string | null
  'virtual-card-email'?: string | null
  'wire-routing-number'?: string | null
  'bank-country'?: Embedded<Country> | null
  'bank-fax-phone'?: Embedded<PhoneNumber> | null
  'bank-work-phone'?: Embedded<PhoneNumber> | null
  country?: Embedded<Country> | null
  currency?: Embedded<Currency> | null
  purposes?: Embedded<Purpose>[]
  'supplier-information-tax-registrations'?: Embedded<SupplierInformationTaxRegistration>[]
  'created-by'?: number | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier information address. */
export interface SupplierInformationAddressInput {
  /** At most 255 characters. */
  'account-type-item'?: string | null
  active?: boolean | null
  /** At most 255 characters. */
  'address-name'?: string | null
  'bank-account-number'?: string | null
  /** At most 255 characters. */
  'bank-address'?: string | null
  /** At most 255 characters. */
  'bank-city'?: string | null
  /** At most 255 characters. */
  'bank-code'?: string | null
  'bank-name'?: string | null
  /** At most 255 characters. */
  'bank-postal-code'?: string | null
  'bank-routing-number'?: string | null
  /** At most 255 characters. */
  'bank-state-region'?: string | null
  bic?: string | null
  'bic-routing-code'?: string | null
  'bsb-number'?: string | null
  /** At most 255 characters. */
  city?: string | null
  /** At most 255 characters. */
  'custom-field-1'?: string | null
  /** At most 255 characters. */
  'custom-field-10'?: string | null
  /** At most 255 characters. */
  'custom-field-11'?: string | null
  /** At most 255 characters. */
  'custom-field-12'?: string | null
  /** At most 255 characters. */
  'custom-field-13'?: string | null
  /** At most 255 characters. */
  'custom-field-14'?: string | null
  /** At most 255 characters. */
  'custom-field-15'?: string | null
  /** At most 255 characters. */
  'custom-field-16'?: string | null
  /** At most 255 characters. */
  'custom-field-17'?: string | null
  /** At most 255 characters. */
  'custom-field-18'?: string | null
  /** At most 255 characters. */
  'custom-field-19'?: string | null
  /** At most 255 characters. */
  'custom-field-2'?: string | null
  /** At most 255 characters. */
  'custom-field-20'?: string | null
  /** At most 255 characters. */
  'custom-field-3'?: string | null
  /** At most 255 characters. */
  'custom-field-4'?: string | null
  /** At most 255 characters. */
  'custom-field-5'?: string | null
  /** At most 255 characters. */
  'custom-field-6'?: string | null
  /** At most 255 characters. */
  'custom-field-7'?: string | null
  /** At most 255 characters. */
  'custom-field-8'?: string | null
  /** At most 255 characters. */
  'custom-field-9'?: string | null
  /** At most 255 characters. */
  email?: string | null
  'iban-number'?: string | null
  /** At most 255 characters. */
  ifsc?: string | null
  /** At most 255 characters. */
  'intermediary-bank-name'?: string | null
  'international-bank-account-number'?: string | null
  /** Required on create. At most 255 characters. */
  kind?: OpenValue<'RTA' | 'User' | 'Primary' | 'Standard'> | null
  /** At most 255 characters. */
  'location-code'?: string | null
  /** At most 255 characters. */
  'name-on-bank-account'?: string | null
  /** At most 255 characters. */
  'payment-method-item'?: OpenValue<'tran' | 'cash' | 'cred' | 'pcard'> | null
  /** At most 255 characters. */
  'po-box'?: string | null
  /** At most 255 characters. */
  'po-box-postal-code'?: string | null
  /** At most 255 characters. */
  'postal-code'?: string | null
  'sort-code'?: string | null
  /** At most 255 characters. */
  'state-region'?: string | null
  /** At most 255 characters. */
  'street-address'?: string | null
  /** At most 255 characters. */
  'street-address2'?: string | null
  /** At most 255 characters. */
  'street-address3'?: string | null
  /** At most 255 characters. */
  'street-address4'?: string | null
  'swift-code'?: string | null
  /** At most 255 characters. */
  'transit-number-and-institution-number'?: string | null
  /** At most 255 characters. */
  'virtual-card-email'?: string | null
  'wire-routing-number'?: string | null
  'bank-country'?: CountryEmbeddedInput | null
  'bank-fax-phone'?: PhoneNumberEmbeddedInput | null
  'bank-work-phone'?: PhoneNumberEmbeddedInput | null
  country?: CountryEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  purposes?: readonly PurposeEmbeddedInput[] | null
}

/** A supplier information address inside another record to write: a reference by id, or values. */
export interface SupplierInformationAddressEmbeddedInput extends SupplierInformationAddressInput {
  id?: number | null
}

/** A supplier information artifact as Coupa returns it. */
export interface SupplierInformationArtifact {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'artifact-meta-type'?: string | null
  'artifact-type'?: string | null
  description?: string | null
  'effective-date'?: DateTime | null
  'expiry-date'?: DateTime | null
  'supplier-id'?: string | null
  'supplier-information-id'?: number | null
  type?: string | null
  agency?: Embedded<DiversityCertificationAgency> | null
  attachments?: Embedded<Attachment>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier information artifact. */
export interface SupplierInformationArtifactInput {
  /** At most 255 characters. */
  'artifact-meta-type'?: string | null
  /** At most 255 characters. */
  'artifact-type'?: string | null
  /** At most 255 characters. */
  description?: string | null
  'effective-date'?: DateTime | null
  'expiry-date'?: DateTime | null
  /** At most 255 characters. */
  'supplier-id'?: string | null
  /** At most 255 characters. */
  type?: string | null
}

/** A supplier information artifact inside another record to write: a reference by id, or values. */
export interface SupplierInformationArtifactEmbeddedInput extends SupplierInformationArtifactInput {
  id?: number | null
}

/** A supplier information classification detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierInformationClassificationDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier information classification detail can be written. */
export type SupplierInformationClassificationDetailInput = EmptyInput

/** A supplier information classification detail inside another record to write: a reference by id, or values. */
export interface SupplierInformationClassificationDetailEmbeddedInput {
  id?: number | null
}

/** A supplier information contact as Coupa returns it. */
export interface SupplierInformationContact {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  email?: string | null
  kind?: OpenValue<'Primary' | 'Standard'> | null
  'name-additional'?: string | null
  'name-family'?: string | null
  'name-fullname'?: string | null
  'name-given'?: string | null
  'name-prefix'?: string | null
  'name-suffix'?: string | null
  notes?: string | null
  'supplier-information-id'?: number | null
  'phone-fax'?: Embedded<PhoneNumber> | null
  'phone-mobile'?: Embedded<PhoneNumber> | null
  'phone-work'?: Embedded<PhoneNumber> | null
  purposes?: Embedded<Purpose>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier information contact. */
export interface SupplierInformationContactInput {
  active?: boolean | null
  /** At most 255 characters. */
  email?: string | null
  /** Required on create. At most 255 characters. */
  kind?: OpenValue<'Primary' | 'Standard'> | null
  /** At most 255 characters. */
  'name-additional'?: string | null
  /** At most 255 characters. */
  'name-family'?: string | null
  /** At most 255 characters. */
  'name-fullname'?: string | null
  /** At most 255 characters. */
  'name-given'?: string | null
  /** At most 255 characters. */
  'name-prefix'?: string | null
  /** At most 255 characters. */
  'name-suffix'?: string | null
  /** At most 255 characters. */
  notes?: string | null
  'phone-fax'?: PhoneNumberEmbeddedInput | null
  'phone-mobile'?: PhoneNumberEmbeddedInput | null
  'phone-work'?: PhoneNumberEmbeddedInput | null
}

/** A supplier information contact inside another record to write: a reference by id, or values. */
export interface SupplierInformationContactEmbeddedInput extends SupplierInformationContactInput {
  id?: number | null
}

/** A supplier information enterprise detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierInformationEnterpriseDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier information enterprise detail can be written. */
export type SupplierInformationEnterpriseDetailInput = EmptyInput

/** A supplier information enterprise detail inside another record to write: a reference by id, or values. */
export interface SupplierInformationEnterpriseDetailEmbeddedInput {
  id?: number | null
}

/** A supplier information insurance detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierInformationInsuranceDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier information insurance detail can be written. */
export type SupplierInformationInsuranceDetailInput = EmptyInput

/** A supplier information insurance detail inside another record to write: a reference by id, or values. */
export interface SupplierInformationInsuranceDetailEmbeddedInput {
  id?: number | null
}

/** A supplier information risk detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierInformationRiskDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier information risk detail can be written. */
export type SupplierInformationRiskDetailInput = EmptyInput

/** A supplier information risk detail inside another record to write: a reference by id, or values. */
export interface SupplierInformationRiskDetailEmbeddedInput {
  id?: number | null
}

/** A supplier information site as Coupa returns it. */
export interface SupplierInformationSite<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'allow-change-requests'?: number | null
  'buyer-hold'?: boolean | null
  code?: string | null
  'cxml-domain'?: string | null
  'cxml-http-username'?: string | null
  'cxml-identity'?: string | null
  'cxml-protocol'?: string | null
  'cxml-secret'?: string | null
  'cxml-ssl-version'?: string | null
  'cxml-supplier-domain'?: string | null
  'cxml-supplier-identity'?: string | null
  'cxml-url'?: string | null
  'default-locale'?: string | null
  'disable-cert-verify'?: boolean | null
  exported?: boolean | null
  'last-exported-at'?: DateTime | null
  name?: string | null
  'po-change-method'?: string | null
  'po-email'?: string | null
  'po-method'?: string | null
  'supplier-information-id'?: number | null
  'custom-fields'?: CustomFields
  addresses?: Embedded<SupplierInformationAddress>[]
  contacts?: Embedded<SupplierInformationContact>[]
  'content-groups'?: Embedded<BusinessGroup>[]
  'payment-term'?: Embedded<PaymentTerm> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier information site. */
export interface SupplierInformationSiteInput<CustomFields = OpenCustomFields> {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'allow-change-requests'?: number | null
  'buyer-hold'?: boolean | null
  /** Required on create. Unique. At most 20 characters. */
  code?: string | null
  /** At most 255 characters. */
  'cxml-domain'?: string | null
  /** At most 255 characters. */
  'cxml-http-username'?: string | null
  /** At most 255 characters. */
  'cxml-identity'?: string | null
  /** At most 255 characters. */
  'cxml-protocol'?: string | null
  /** At most 255 characters. */
  'cxml-secret'?: string | null
  /** At most 255 characters. */
  'cxml-ssl-version'?: string | null
  /** At most 255 characters. */
  'cxml-supplier-domain'?: string | null
  /** At most 255 characters. */
  'cxml-supplier-identity'?: string | null
  /** At most 255 characters. */
  'cxml-url'?: string | null
  /** At most 255 characters. */
  'default-locale'?: string | null
  'disable-cert-verify'?: boolean | null
  'last-exported-at'?: DateTime | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  /** At most 255 characters. */
  'po-change-method'?: string | null
  /** At most 255 characters. */
  'po-email'?: string | null
  /** At most 255 characters. */
  'po-method'?: string | null
  'supplier-information-id'?: number | null
  'custom-fields'?: CustomFields
  addresses?: readonly SupplierInformationAddressEmbeddedInput[] | null
  contacts?: readonly SupplierInformationContactEmbeddedInput[] | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A supplier information site inside another record to write: a reference by id, code, or values. */
export interface SupplierInformationSiteEmbeddedInput<CustomFields = OpenCustomFields> extends SupplierInformationSiteInput<CustomFields> {
}

/** A supplier information tax detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierInformationTaxDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier information tax detail can be written. */
export type SupplierInformationTaxDetailInput = EmptyInput

/** A supplier information tax detail inside another record to write: a reference by id, or values. */
export interface SupplierInformationTaxDetailEmbeddedInput {
  id?: number | null
}

/** A supplier information tax registration as Coupa returns it. */
export interface SupplierInformationTaxRegistration<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  local?: boolean | null
  number?: string | null
  'supplier-information-address-id'?: number | null
  'supplier-information-id'?: number | null
  'custom-fields'?: CustomFields
  country?: Embedded<Country> | null
  'created-by'?: number | null
  'updated-by'?: number | null
}

/** What can be written of a supplier information tax registration. */
export interface SupplierInformationTaxRegistrationInput<CustomFields = OpenCustomFields> {
  id?: number | null
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  local?: boolean | null
  /** Required on create. At most 940 characters. */
  number?: string | null
  'supplier-information-address-id'?: number | null
  'supplier-information-id'?: number | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  'created-by'?: number | null
  'updated-by'?: number | null
}

/** A supplier information tax registration inside another record to write: a reference by id, or values. */
export interface SupplierInformationTaxRegistrationEmbeddedInput<CustomFields = OpenCustomFields> extends SupplierInformationTaxRegistrationInput<CustomFields> {
}

/** A supplier insurance detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierInsuranceDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier insurance detail can be written. */
export type SupplierInsuranceDetailInput = EmptyInput

/** A supplier insurance detail inside another record to write: a reference by id, or values. */
export interface SupplierInsuranceDetailEmbeddedInput {
  id?: number | null
}

/** A supplier item as Coupa returns it. */
export interface SupplierItem<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'is-coupa-advantage'?: boolean | null
  'lead-time'?: number | null
  manufacturer?: string | null
  'minimum-order-quantity'?: Decimal | null
  'order-increment'?: Decimal | null
  preferred?: boolean | null
  price?: Decimal | null
  'price-change'?: Decimal | null
  'price-tier-1'?: Decimal | null
  'price-tier-10'?: Decimal | null
  'price-tier-11'?: Decimal | null
  'price-tier-12'?: Decimal | null
  'price-tier-13'?: Decimal | null
  'price-tier-14'?: Decimal | null
  'price-tier-15'?: Decimal | null
  'price-tier-16'?: Decimal | null
  'price-tier-17'?: Decimal | null
  'price-tier-18'?: Decimal | null
  'price-tier-19'?: Decimal | null
  'price-tier-2'?: Decimal | null
  'price-tier-20'?: Decimal | null
  'price-tier-3'?: Decimal | null
  'price-tier-4'?: Decimal | null
  'price-tier-5'?: Decimal | null
  'price-tier-6'?: Decimal | null
  'price-tier-7'?: Decimal | null
  'price-tier-8'?: Decimal | null
  'price-tier-9'?: Decimal | null
  'savings-pct'?: Decimal | null
  'supplier-aux-part-num'?: string | null
  'supplier-part-num'?: string | null
  'unspsc-code'?: string | null
  'custom-fields'?: CustomFields
  catalog?: Embedded<Catalog> | null
  contract?: Embedded<Contract> | null
  'contract-term'?: Embedded<ContractTerm> | null
  currency?: Embedded<Currency> | null
  'inventory-balances'?: Embedded<InventoryBalance>[]
  item?: Embedded<Item> | null
  supplier?: Embedded<Supplier> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier item. */
export interface SupplierItemInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  availability?: OpenValue<'in_stock' | 'out_of_stock' | 'backordered'> | null
  'availability-date'?: DateTime | null
  'lead-time'?: number | null
  manufacturer?: string | null
  'minimum-order-quantity'?: DecimalInput | null
  'order-increment'?: DecimalInput | null
  preferred?: boolean | null
  price?: DecimalInput | null
  'price-change'?: DecimalInput | null
  'price-tier-1'?: DecimalInput | null
  'price-tier-10'?: DecimalInput | null
  'price-tier-11'?: DecimalInput | null
  'price-tier-12'?: DecimalInput | null
  'price-tier-13'?: DecimalInput | null
  'price-tier-14'?: DecimalInput | null
  'price-tier-15'?: DecimalInput | null
  'price-tier-16'?: DecimalInput | null
  'price-tier-17'?: DecimalInput | null
  'price-tier-18'?: DecimalInput | null
  'price-tier-19'?: DecimalInput | null
  'price-tier-2'?: DecimalInput | null
  'price-tier-20'?: DecimalInput | null
  'price-tier-3'?: DecimalInput | null
  'price-tier-4'?: DecimalInput | null
  'price-tier-5'?: DecimalInput | null
  'price-tier-6'?: DecimalInput | null
  'price-tier-7'?: DecimalInput | null
  'price-tier-8'?: DecimalInput | null
  'price-tier-9'?: DecimalInput | null
  'savings-pct'?: DecimalInput | null
  'supplier-aux-part-num'?: string | null
  /** Required on create. */
  'supplier-part-num'?: string | null
  'custom-fields'?: CustomFields
  catalog?: CatalogEmbeddedInput | null
  contract?: ContractEmbeddedInput | null
  'contract-term'?: ContractTermEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'inventory-balances'?: readonly InventoryBalanceEmbeddedInput[] | null
  item?: ItemEmbeddedInput | null
  /** Required on create. */
  supplier?: SupplierEmbeddedInput | null
}

/** A supplier item inside another record to write: a reference by id, or values. */
export interface SupplierItemEmbeddedInput<CustomFields = OpenCustomFields> extends SupplierItemInput<CustomFields> {
  id?: number | null
}

/** A supplier order header change as Coupa returns it. */
export interface SupplierOrderHeaderChange {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'acknowledged-at'?: DateOnly | null
  exported?: boolean | null
  justification?: string | null
  'lines-count'?: number | null
  'lines-pending-add-count'?: number | null
  'lines-pending-delete-count'?: number | null
  'order-header-id'?: number | null
  'pending-cancel'?: boolean | null
  'po-number'?: string | null
  'price-hidden'?: boolean | null
  'requisition-header-id'?: number | null
  status?: string | null
  'supplier-initiated'?: boolean | null
  total?: Decimal | null
  'transmission-emails'?: string | null
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  version?: number | null
  approvals?: Embedded<Approval>[]
  attachments?: Embedded<Attachment>[]
  currency?: Embedded<Currency> | null
  'current-approval'?: Embedded<Approval> | null
  'current-parallel-approvals'?: Embedded<Approval>[]
  milestones?: Embedded<ProcurementMilestone>[]
  'order-line-changes'?: Embedded<PurchaseOrderLineChange>[]
  'payment-term'?: Embedded<PaymentTerm> | null
  pcard?: Embedded<Pcard> | null
  'reason-insight-event'?: Embedded<ReasonInsightEvent> | null
  'recurring-rules'?: Embedded<ProcurementRecurringRule>[]
  'reject-reason'?: Embedded<Comment> | null
  requester?: Embedded<User> | null
  'ship-to-address'?: Embedded<Address> | null
  'ship-to-user'?: Embedded<User> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  supplier?: Embedded<Supplier> | null
  'created-by'?: Embedded<User> | null
}

/** What can be written of a supplier order header change. */
export interface SupplierOrderHeaderChangeInput {
  'hide-price'?: boolean | null
  'order-header-id'?: number | null
  /** At most 255 characters. */
  'payment-method'?: string | null
  /** At most 255 characters. */
  'ship-to-attention'?: string | null
  'transmission-emails'?: string | null
  /** At most 30 characters. */
  'transmission-method-override'?: OpenValue<'supplier_default' | 'email' | 'do_not_transmit'> | null
  currency?: CurrencyEmbeddedInput | null
  department?: DepartmentEmbeddedInput | null
  milestones?: readonly ProcurementMilestoneEmbeddedInput[] | null
  'order-line-changes'?: readonly PurchaseOrderLineChangeEmbeddedInput[] | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  pcard?: PcardEmbeddedInput | null
  'ship-to-address'?: AddressEmbeddedInput | null
  'ship-to-user'?: UserEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  'supplier-site'?: SupplierSiteEmbeddedInput | null
}

/** A supplier order header change inside another record to write: a reference by id, or values. */
export interface SupplierOrderHeaderChangeEmbeddedInput extends SupplierOrderHeaderChangeInput {
  id?: number | null
}

/** A supplier remit to as Coupa returns it. */
export interface SupplierRemitTo {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  city?: string | null
  'company-registration-number'?: string | null
  disclosure?: string | null
  name?: string | null
  'postal-code'?: string | null
  'preferred-language'?: string | null
  state?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  'supplier-name'?: string | null
  'tax-number'?: string | null
  'tax-prefix'?: string | null
  'validated-source'?: string | null
  country?: Embedded<Country> | null
  'registered-company'?: Embedded<RegisteredCompany> | null
}

/** What can be written of a supplier remit to. */
export interface SupplierRemitToInput {
  /** Required on create. At most 255 characters. */
  city?: string | null
  /** Required on create. At most 255 characters. */
  'postal-code'?: string | null
  /** Unique. At most 255 characters. */
  'remit-to-code'?: string | null
  /** At most 255 characters. */
  state?: string | null
  /** Required on create. At most 255 characters. */
  street1?: string | null
  /** At most 255 characters. */
  street2?: string | null
  /** At most 255 characters. */
  street3?: string | null
  /** At most 255 characters. */
  street4?: string | null
  country?: CountryEmbeddedInput | null
}

/** A supplier remit to inside another record to write: a reference by id, or values. */
export interface SupplierRemitToEmbeddedInput extends SupplierRemitToInput {
  id?: number | null
}

/** A supplier risk aware feed as Coupa returns it. */
export interface SupplierRiskAwareFeed<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'number-field-01'?: Decimal | null
  'number-field-02'?: Decimal | null
  'number-field-03'?: Decimal | null
  'number-field-04'?: Decimal | null
  'number-field-05'?: Decimal | null
  'number-field-06'?: Decimal | null
  'number-field-07'?: Decimal | null
  'number-field-08'?: Decimal | null
  'number-field-09'?: Decimal | null
  'number-field-10'?: Decimal | null
  'supplier-id'?: number | null
  'custom-fields'?: CustomFields
  supplier?: Embedded<Supplier> | null
}

/** What can be written of a supplier risk aware feed. */
export interface SupplierRiskAwareFeedInput<CustomFields = OpenCustomFields> {
  'number-field-01'?: DecimalInput | null
  'number-field-02'?: DecimalInput | null
  'number-field-03'?: DecimalInput | null
  'number-field-04'?: DecimalInput | null
  'number-field-05'?: DecimalInput | null
  'number-field-06'?: DecimalInput | null
  'number-field-07'?: DecimalInput | null
  'number-field-08'?: DecimalInput | null
  'number-field-09'?: DecimalInput | null
  'number-field-10'?: DecimalInput | null
  'custom-fields'?: CustomFields
  supplier?: SupplierEmbeddedInput | null
}

/** A supplier risk aware feed inside another record to write: a reference by id, or values. */
export interface SupplierRiskAwareFeedEmbeddedInput<CustomFields = OpenCustomFields> extends SupplierRiskAwareFeedInput<CustomFields> {
  id?: number | null
}

/** A supplier risk detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierRiskDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier risk detail can be written. */
export type SupplierRiskDetailInput = EmptyInput

/** A supplier risk detail inside another record to write: a reference by id, or values. */
export interface SupplierRiskDetailEmbeddedInput {
  id?: number | null
}

/** A supplier sharing setting as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierSharingSetting<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'sharable-id'?: number | null
  'sharable-type'?: string | null
  'share-with-children'?: number | null
  'shared-category'?: string | null
  'custom-fields'?: CustomFields
}

/** What can be written of a supplier sharing setting. */
export interface SupplierSharingSettingInput<CustomFields = OpenCustomFields> {
  'sharable-id'?: number | null
  /** At most 255 characters. */
  'sharable-type'?: string | null
  'share-with-children'?: number | null
  /** At most 255 characters. */
  'shared-category'?: string | null
  'custom-fields'?: CustomFields
}

/** A supplier sharing setting inside another record to write: a reference by id, or values. */
export interface SupplierSharingSettingEmbeddedInput<CustomFields = OpenCustomFields> extends SupplierSharingSettingInput<CustomFields> {
  id?: number | null
}

/** A supplier site as Coupa returns it. */
export interface SupplierSite<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'allow-change-requests'?: boolean | null
  'allow-order-confirmation-item-substitutions'?: number | null
  'buyer-hold'?: boolean | null
  code?: string | null
  'cxml-domain'?: string | null
  'cxml-http-username'?: string | null
  'cxml-identity'?: string | null
  'cxml-protocol'?: string | null
  'cxml-secret'?: string | null
  'cxml-ssl-version'?: OpenValue<'TLSv1_2' | 'TLSv1_1' | 'TLSv1'> | null
  'cxml-supplier-domain'?: string | null
  'cxml-supplier-identity'?: string | null
  'cxml-url'?: string | null
  'disable-cert-verify'?: boolean | null
  name?: string | null
  'payment-method'?: string | null
  'po-change-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'po-email'?: string | null
  'po-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'supplier-id'?: number | null
  'custom-fields'?: CustomFields
  'account-types'?: Embedded<AccountType>[]
  addresses?: Embedded<Address>[]
  contacts?: Embedded<Contact>[]
  'content-groups'?: Embedded<BusinessGroup>[]
  'payment-term'?: Embedded<PaymentTerm> | null
  'shipping-term'?: Embedded<ShippingTerm> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier site. */
export interface SupplierSiteInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  'allow-change-requests'?: boolean | null
  'allow-order-confirmation-item-substitutions'?: number | null
  'buyer-hold'?: boolean | null
  /** Required on create. Unique. At most 20 characters. */
  code?: string | null
  'cxml-domain'?: string | null
  'cxml-http-username'?: string | null
  'cxml-identity'?: string | null
  'cxml-protocol'?: string | null
  'cxml-secret'?: string | null
  'cxml-ssl-version'?: OpenValue<'TLSv1_2' | 'TLSv1_1' | 'TLSv1'> | null
  'cxml-supplier-domain'?: string | null
  'cxml-supplier-identity'?: string | null
  'cxml-url'?: string | null
  /** At most 255 characters. */
  'default-locale'?: string | null
  'disable-cert-verify'?: boolean | null
  /** Required on create. */
  name?: string | null
  /** At most 255 characters. */
  'payment-method'?: string | null
  /** Required on create. */
  'po-change-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'po-email'?: string | null
  /** Required on create. */
  'po-method'?: OpenValue<'cxml' | 'xml' | 'email' | 'prompt' | 'mark_as_sent' | 'buy_online'> | null
  'supplier-id'?: number | null
  'custom-fields'?: CustomFields
  'account-types'?: readonly AccountTypeEmbeddedInput[] | null
  addresses?: readonly AddressEmbeddedInput[] | null
  contacts?: readonly ContactEmbeddedInput[] | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'payment-term'?: PaymentTermEmbeddedInput | null
  'shipping-term'?: ShippingTermEmbeddedInput | null
}

/** A supplier site inside another record to write: a reference by id, code, or values. */
export interface SupplierSiteEmbeddedInput<CustomFields = OpenCustomFields> extends SupplierSiteInput<CustomFields> {
  id?: number | null
}

/** A supplier tax detail as Coupa returns it. Known from Swagger only (up to R39). */
export interface SupplierTaxDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a supplier tax detail can be written. */
export type SupplierTaxDetailInput = EmptyInput

/** A supplier tax detail inside another record to write: a reference by id, or values. */
export interface SupplierTaxDetailEmbeddedInput {
  id?: number | null
}

/** A supplier user as Coupa returns it. */
export interface SupplierUser {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-security-type'?: number | null
  active?: boolean | null
  'aic-user'?: boolean | null
  'allow-employee-payment-account-creation'?: boolean | null
  'allow-user-to-upload-invoice-from-mobile'?: boolean | null
  'analytics-user'?: boolean | null
  'api-user'?: boolean | null
  'authentication-method'?: string | null
  'avatar-thumb-url'?: string | null
  'business-function'?: string | null
  'business-group-security-type'?: number | null
  'category-planner-user'?: boolean | null
  'category-strategy-user'?: boolean | null
  'ccw-user'?: boolean | null
  'clm-advanced-user'?: boolean | null
  'contracts-user'?: boolean | null
  'default-locale'?: string | null
  email?: string | null
  'employee-number'?: string | null
  'employee-payment-channel'?: string | null
  'expense-user'?: boolean | null
  firstname?: string | null
  fullname?: string | null
  'inventory-user'?: boolean | null
  lastname?: string | null
  login?: string | null
  'mention-name'?: string | null
  middlename?: string | null
  'msp-user'?: boolean | null
  'purchasing-user'?: boolean | null
  'risk-assess-user'?: boolean | null
  'salesforce-id'?: string | null
  'seniority-level'?: string | null
  'sourcing-user'?: boolean | null
  'spend-guard-user'?: boolean | null
  'sso-identifier'?: string | null
  'supply-chain-user'?: boolean | null
  'travel-user'?: boolean | null
  'treasury-user'?: boolean | null
  'account-groups'?: Embedded<AccountGroup>[]
  'approval-groups'?: Embedded<UserGroup>[]
  'can-expense-for'?: Embedded<User>[]
  'content-groups'?: Embedded<BusinessGroup>[]
  'contract-approval-limit'?: Embedded<ApprovalLimit> | null
  'contract-self-approval-limit'?: Embedded<ApprovalLimit> | null
  'country-of-residence'?: Embedded<Country> | null
  'default-account'?: Embedded<Account> | null
  'default-account-type'?: Embedded<AccountType> | null
  'default-address'?: Embedded<Address> | null
  'default-currency'?: Embedded<Currency> | null
  department?: Embedded<Department> | null
  'escalation-threshold'?: Embedded<ApprovalLimit> | null
  'expense-approval-limit'?: Embedded<ApprovalLimit> | null
  'expense-self-approval-limit'?: Embedded<ApprovalLimit> | null
  'expenses-delegated-to'?: Embedded<User>[]
  'inventory-organizations'?: Embedded<InventoryOrganization>[]
  'invoice-approval-limit'?: Embedded<ApprovalLimit> | null
  'invoice-self-approval-limit'?: Embedded<ApprovalLimit> | null
  'legal-entity'?: Embedded<LegalEntity> | null
  manager?: Embedded<User> | null
  'phone-mobile'?: Embedded<PhoneNumber> | null
  'phone-work'?: Embedded<PhoneNumber> | null
  'requisition-approval-limit'?: Embedded<ApprovalLimit> | null
  'requisition-self-approval-limit'?: Embedded<ApprovalLimit> | null
  roles?: Embedded<Role>[]
  'user-groups'?: Embedded<UserGroup>[]
  'work-confirmation-approval-limit'?: Embedded<ApprovalLimit> | null
  'working-warehouses'?: Embedded<Warehouse>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a supplier user. */
export interface SupplierUserInput {
  'account-security-type'?: number | null
  active?: boolean | null
  'aic-user'?: boolean | null
  'allow-employee-payment-account-creation'?: boolean | null
  'allow-user-to-upload-invoice-from-mobile'?: boolean | null
  'analytics-user'?: boolean | null
  /** At most 255 characters. */
  'authentication-method'?: string | null
  /** At most 255 characters. */
  'business-function'?: string | null
  'business-group-security-type'?: number | null
  'category-planner-user'?: boolean | null
  'ccw-user'?: boolean | null
  'clm-advanced-user'?: boolean | null
  'contracts-user'?: boolean | null
  /** At most 10 characters. */
  'default-locale'?: string | null
  /** Required on create. Unique. At most 255 characters. */
  email?: string | null
  /** Unique. At most 255 characters. */
  'employee-number'?: string | null
  /** At most 255 characters. */
  'employee-payment-channel'?: string | null
  'expense-user'?: boolean | null
  /** Required on create. At most 40 characters. */
  firstname?: string | null
  'generate-password-and-notify'?: OpenValue<'Yes' | 'No'> | null
  'inventory-user'?: boolean | null
  'invoicing-user'?: boolean | null
  /** Required on create. At most 40 characters. */
  lastname?: string | null
  /** Required on create. Unique. At most 255 characters. */
  login?: string | null
  /** Unique. At most 255 characters. */
  'mention-name'?: string | null
  /** At most 255 characters. */
  middlename?: string | null
  password?: string | null
  'purchasing-user'?: boolean | null
  'risk-assess-user'?: boolean | null
  'salesforce-enabled'?: boolean | null
  /** Required on create. At most 255 characters. */
  'salesforce-id'?: string | null
  /** At most 255 characters. */
  'seniority-level'?: string | null
  'sourcing-user'?: boolean | null
  'spend-guard-user'?: boolean | null
  /** At most 255 characters. */
  'sso-identifier'?: string | null
  'supply-chain-user'?: boolean | null
  'travel-user'?: boolean | null
  'treasury-user'?: boolean | null
  'account-groups'?: readonly AccountGroupEmbeddedInput[] | null
  'approval-groups'?: readonly UserGroupEmbeddedInput[] | null
  'approval-limit'?: ApprovalLimitEmbeddedInput | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'contract-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'contract-self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'country-of-residence'?: CountryEmbeddedInput | null
  'default-account'?: AccountEmbeddedInput | null
  'default-account-type'?: AccountTypeEmbeddedInput | null
  'default-address'?: AddressEmbeddedInput | null
  'default-currency'?: CurrencyEmbeddedInput | null
  department?: DepartmentEmbeddedInput | null
  'escalation-threshold'?: ApprovalLimitEmbeddedInput | null
  'expense-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'expense-self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'inventory-organizations'?: readonly InventoryOrganizationEmbeddedInput[] | null
  'invoice-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'invoice-self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'legal-entity'?: LegalEntityEmbeddedInput | null
  manager?: UserEmbeddedInput | null
  'phone-mobile'?: PhoneNumberEmbeddedInput | null
  'phone-work'?: PhoneNumberEmbeddedInput | null
  'requisition-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'requisition-self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  roles?: readonly RoleEmbeddedInput[] | null
  'self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'user-groups'?: readonly UserGroupEmbeddedInput[] | null
  'work-confirmation-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'working-warehouses'?: readonly WarehouseEmbeddedInput[] | null
}

/** A supplier user inside another record to write: a reference by id, or values. */
export interface SupplierUserEmbeddedInput extends SupplierUserInput {
  id?: number | null
}

/** A sustainability detail as Coupa returns it. */
export interface SustainabilityDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  level?: number | null
  title?: string | null
  url?: string | null
}

/** What can be written of a sustainability detail. */
export interface SustainabilityDetailInput {
  level?: number | null
  /** At most 255 characters. */
  title?: string | null
  /** At most 255 characters. */
  url?: string | null
}

/** A sustainability detail inside another record to write: a reference by id, or values. */
export interface SustainabilityDetailEmbeddedInput extends SustainabilityDetailInput {
  id?: number | null
}

/** A tag as Coupa returns it. */
export interface Tag {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  name?: string | null
  'system-tag'?: boolean | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a tag. */
export interface TagInput {
  active?: boolean | null
  /** Required on create. Unique. At most 30 characters. */
  name?: string | null
  'system-tag'?: boolean | null
}

/** A tag inside another record to write: a reference by id, name, or values. */
export interface TagEmbeddedInput extends TagInput {
  id?: number | null
}

/** A tagging as Coupa returns it. */
export interface Tagging {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  tag?: Embedded<Tag> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: number | null
}

/** What can be written of a tagging. */
export interface TaggingInput {
  active?: boolean | null
  description?: string | null
  tag?: TagEmbeddedInput | null
}

/** A tagging inside another record to write: a reference by id, or values. */
export interface TaggingEmbeddedInput extends TaggingInput {
  id?: number | null
}

/** A task as Coupa returns it. */
export interface Task<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  'due-date'?: DateTime | null
  duration?: Decimal | null
  'linkable-id'?: number | null
  'linkable-type'?: string | null
  'owner-id'?: number | null
  percentage?: number | null
  'resolved-at'?: DateTime | null
  'start-date'?: DateTime | null
  status?: string | null
  'task-id'?: number | null
  title?: string | null
  'custom-fields'?: CustomFields
  linkable?: UnknownObject | null
  owner?: Embedded<User> | null
  'quote-task-attributes'?: Embedded<QuoteTaskAttributes> | null
  'resolved-by'?: Embedded<User> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a task. */
export interface TaskInput<CustomFields = OpenCustomFields> {
  description?: string | null
  'due-date'?: DateTime | null
  duration?: DecimalInput | null
  'linkable-id'?: number | null
  /** At most 255 characters. */
  'linkable-type'?: string | null
  'owner-id'?: number | null
  percentage?: number | null
  'start-date'?: DateTime | null
  /** At most 255 characters. */
  status?: string | null
  /** Required on create. At most 255 characters. */
  title?: string | null
  'custom-fields'?: CustomFields
  'quote-task-attributes'?: QuoteTaskAttributesEmbeddedInput | null
}

/** A task inside another record to write: a reference by id, or values. */
export interface TaskEmbeddedInput<CustomFields = OpenCustomFields> extends TaskInput<CustomFields> {
  id?: number | null
}

/** A tax code as Coupa returns it. */
export interface TaxCode<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  code?: string | null
  description?: string | null
  'effective-date'?: DateTime | null
  percentage?: Decimal | null
  'custom-fields'?: CustomFields
  country?: Embedded<Country> | null
  'tax-rate'?: Embedded<TaxRate> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a tax code. */
export interface TaxCodeInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. Unique. At most 255 characters. */
  code?: string | null
  /** At most 255 characters. */
  description?: string | null
  'effective-date'?: DateTime | null
  /** Required on create. */
  percentage?: DecimalInput | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  country?: CountryEmbeddedInput | null
  'tax-rate'?: TaxRateEmbeddedInput | null
}

/** A tax code inside another record to write: a reference by id, code, or values. */
export interface TaxCodeEmbeddedInput<CustomFields = OpenCustomFields> extends TaxCodeInput<CustomFields> {
  id?: number | null
}

/** A tax code rule as Coupa returns it. */
export interface TaxCodeRule {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-segment-1'?: string | null
  'account-segment-2'?: string | null
  'account-segment-3'?: string | null
  'account-segment-4'?: string | null
  'account-segment-5'?: string | null
  active?: boolean | null
  category?: OpenValue<'goods' | 'services' | 'monetary' | 'others'> | null
  deductibility?: OpenValue<'fully_deductible' | 'partially_deductible' | 'not_deductible'> | null
  'document-type'?: string | null
  'effective-date'?: DateTime | null
  'end-date'?: DateTime | null
  jurisdiction?: OpenValue<'intra_eu' | 'domestic' | 'cross_border'> | null
  name?: string | null
  priority?: number | null
  subcategory?: OpenValue<'raw_materials' | 'investment_goods' | 'services_exceptions'> | null
  'tax-rate'?: string | null
  'tax-rate-customer-accounting'?: boolean | null
  'account-type'?: Embedded<AccountType> | null
  'buyer-fiscal-rep-country'?: Embedded<Country> | null
  'buyer-tax-registration'?: Embedded<TaxRegistration> | null
  'cash-accounting-scheme-reference'?: UnknownObject | null
  commodity?: Embedded<Commodity> | null
  'expense-category'?: Embedded<ExpenseCategory> | null
  supplier?: Embedded<Supplier> | null
  'supplier-fiscal-rep-country'?: Embedded<Country> | null
  'tax-code'?: Embedded<TaxCode> | null
  'tax-rate-type'?: Embedded<TaxRateType> | null
  'tax-reference'?: UnknownObject | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a tax code rule. */
export interface TaxCodeRuleInput {
  id?: number | null
  /** At most 255 characters. */
  'account-segment-1'?: string | null
  /** At most 255 characters. */
  'account-segment-2'?: string | null
  /** At most 255 characters. */
  'account-segment-3'?: string | null
  /** At most 255 characters. */
  'account-segment-4'?: string | null
  /** At most 255 characters. */
  'account-segment-5'?: string | null
  active?: boolean | null
  /** At most 255 characters. */
  category?: OpenValue<'goods' | 'services' | 'monetary' | 'others'> | null
  /** At most 255 characters. */
  deductibility?: OpenValue<'fully_deductible' | 'partially_deductible' | 'not_deductible'> | null
  /** At most 255 characters. */
  'document-type'?: string | null
  /** Required on create. */
  'effective-date'?: DateTime | null
  'end-date'?: DateTime | null
  /** At most 255 characters. */
  jurisdiction?: OpenValue<'intra_eu' | 'domestic' | 'cross_border'> | null
  /** At most 255 characters. */
  name?: string | null
  /** Required on create. */
  priority?: number | null
  /** At most 255 characters. */
  subcategory?: OpenValue<'raw_materials' | 'investment_goods' | 'services_exceptions'> | null
  /** At most 255 characters. */
  'tax-rate'?: string | null
  'tax-rate-customer-accounting'?: boolean | null
  /** Required on create. */
  'account-type'?: AccountTypeEmbeddedInput | null
  'buyer-fiscal-rep-country'?: CountryEmbeddedInput | null
  'buyer-tax-registration'?: TaxRegistrationEmbeddedInput | null
  'cash-accounting-scheme-reference'?: UnknownObject | null
  commodity?: CommodityEmbeddedInput | null
  'expense-category'?: ExpenseCategoryEmbeddedInput | null
  supplier?: SupplierEmbeddedInput | null
  'supplier-fiscal-rep-country'?: CountryEmbeddedInput | null
  /** Required on create. */
  'tax-code'?: TaxCodeEmbeddedInput | null
  'tax-rate-type'?: TaxRateTypeEmbeddedInput | null
  'tax-reference'?: UnknownObject | null
}

/** A tax code rule inside another record to write: a reference by id, or values. */
export interface TaxCodeRuleEmbeddedInput extends TaxCodeRuleInput {
}

/** A tax line as Coupa returns it. */
export interface TaxLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'amount-engine'?: Decimal | null
  base?: Decimal | null
  basis?: Decimal | null
  code?: string | null
  'code-engine'?: string | null
  description?: string | null
  'kind-of-factor'?: string | null
  'nature-of-tax'?: string | null
  'product-tax-classification'?: string | null
  rate?: Decimal | null
  'rate-engine'?: Decimal | null
  'supplier-rate'?: Decimal | null
  'taxable-amount'?: Decimal | null
  type?: string | null
  'withholding-amount'?: Decimal | null
  'tax-code'?: Embedded<TaxCode> | null
  'tax-rate'?: Embedded<TaxRate> | null
  'tax-rate-type'?: Embedded<TaxRateType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a tax line. */
export interface TaxLineInput {
  id?: number | null
  amount?: DecimalInput | null
  base?: DecimalInput | null
  basis?: DecimalInput | null
  'code-id'?: number | null
  /** At most 255 characters. */
  description?: string | null
  /** At most 3 characters. */
  'product-tax-classification'?: string | null
  rate?: DecimalInput | null
  'supplier-rate'?: DecimalInput | null
  'taxable-amount'?: DecimalInput | null
  /** At most 255 characters. */
  type?: string | null
  'withholding-amount'?: DecimalInput | null
  'tax-code'?: TaxCodeEmbeddedInput | null
  'tax-rate'?: TaxRateEmbeddedInput | null
  'tax-rate-type'?: TaxRateTypeEmbeddedInput | null
}

/** A tax line inside another record to write: a reference by id, or values. */
export interface TaxLineEmbeddedInput extends TaxLineInput {
}

/** A tax rate as Coupa returns it. */
export interface TaxRate {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'customer-accounting'?: boolean | null
  description?: string | null
  'effective-date'?: DateTime | null
  exempt?: boolean | null
  'expiration-date'?: DateTime | null
  'out-of-scope'?: boolean | null
  percentage?: Decimal | null
  'reverse-charge'?: boolean | null
  country?: Embedded<Country> | null
  'tax-rate-type'?: Embedded<TaxRateType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a tax rate. */
export interface TaxRateInput {
  active?: boolean | null
  'customer-accounting'?: boolean | null
  'effective-date'?: DateTime | null
  /** Unique. */
  exempt?: boolean | null
  'expiration-date'?: DateTime | null
  'out-of-scope'?: boolean | null
  /** Required on create. Unique. */
  percentage?: DecimalInput | null
  /** Unique. */
  'reverse-charge'?: boolean | null
  /** At most 255 characters. */
  'tax-description'?: string | null
  country?: CountryEmbeddedInput | null
  'tax-rate-type'?: TaxRateTypeEmbeddedInput | null
}

/** A tax rate inside another record to write: a reference by id, or values. */
export interface TaxRateEmbeddedInput extends TaxRateInput {
  id?: number | null
}

/** A tax rate type as Coupa returns it. */
export interface TaxRateType {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  description?: string | null
  'effective-date'?: DateTime | null
  'expiration-date'?: DateTime | null
  country?: Embedded<Country> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a tax rate type. */
export interface TaxRateTypeInput {
  /** Unique. At most 255 characters. */
  description?: string | null
  country?: CountryEmbeddedInput | null
}

/** A tax rate type inside another record to write: a reference by id, or values. */
export interface TaxRateTypeEmbeddedInput extends TaxRateTypeInput {
  id?: number | null
}

/** A tax registration as Coupa returns it. */
export interface TaxRegistration<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  local?: boolean | null
  number?: string | null
  'owner-id'?: number | null
  'owner-type'?: string | null
  'custom-fields'?: CustomFields
  country?: Embedded<Country> | null
  'fiscal-representative'?: Embedded<RemitToAddress> | Embedded<TaxRegistration> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a tax registration. */
export interface TaxRegistrationInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  local?: boolean | null
  /** Required on create. At most 47 characters. */
  number?: string | null
  'owner-id'?: number | null
  /** At most 255 characters. */
  'owner-type'?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  country?: CountryEmbeddedInput | null
}

/** A tax registration inside another record to write: a reference by id, or values. */
export interface TaxRegistrationEmbeddedInput<CustomFields = OpenCustomFields> extends TaxRegistrationInput<CustomFields> {
  id?: number | null
}

/** A tcs tax line as Coupa returns it. Known from Swagger only (up to R39). */
export interface TcsTaxLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'amount-engine'?: Decimal | null
  base?: Decimal | null
  basis?: Decimal | null
  code?: string | null
  'code-engine'?: string | null
  'code-id'?: number | null
  description?: string | null
  'kind-of-factor'?: string | null
  'nature-of-tax'?: string | null
  'product-tax-classification'?: string | null
  rate?: Decimal | null
  'rate-engine'?: Decimal | null
  'supplier-rate'?: Decimal | null
  'taxable-amount'?: Decimal | null
  type?: string | null
  'withholding-amount'?: Decimal | null
  'tax-code'?: Embedded<TaxCode> | null
  'tax-rate'?: Embedded<TaxRate> | null
  'tax-rate-type'?: Embedded<TaxRateType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a tcs tax line. */
export interface TcsTaxLineInput {
  amount?: DecimalInput | null
  base?: DecimalInput | null
  basis?: DecimalInput | null
  'code-id'?: number | null
  /** At most 255 characters. */
  description?: string | null
  /** At most 255 characters. */
  'nature-of-tax'?: string | null
  /** At most 255 characters. */
  'product-tax-classification'?: string | null
  rate?: DecimalInput | null
  'supplier-rate'?: DecimalInput | null
  'taxable-amount'?: DecimalInput | null
  /** At most 255 characters. */
  type?: string | null
  'withholding-amount'?: DecimalInput | null
  'tax-code'?: TaxCodeEmbeddedInput | null
  'tax-rate'?: TaxRateEmbeddedInput | null
  'tax-rate-type'?: TaxRateTypeEmbeddedInput | null
}

/** A tcs tax line inside another record to write: a reference by id, or values. */
export interface TcsTaxLineEmbeddedInput extends TcsTaxLineInput {
  id?: number | null
}

/** A template group as Coupa returns it. Known from Swagger only (up to R39). */
export interface TemplateGroup {
}

/** Nothing of a template group can be written. */
export type TemplateGroupInput = EmptyInput

/** Nothing of a template group can be written. */
export type TemplateGroupEmbeddedInput = EmptyInput

/** A travel trip as Coupa returns it. Known from Swagger only (up to R39). */
export interface TravelTrip {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'end-date'?: DateTime | null
  'image-ref'?: string | null
  name?: string | null
  'start-date'?: DateTime | null
  'trip-reference'?: number | null
  viewable?: string | null
}

/** What can be written of a travel trip. */
export interface TravelTripInput {
  /** Required on create. */
  'end-date'?: DateTime | null
  /** At most 255 characters. */
  'image-ref'?: string | null
  /** Required on create. At most 255 characters. */
  name?: string | null
  /** Required on create. */
  'start-date'?: DateTime | null
  /** Required on create. */
  'trip-reference'?: number | null
}

/** A travel trip inside another record to write: a reference by id, or values. */
export interface TravelTripEmbeddedInput extends TravelTripInput {
  id?: number | null
}

/** A travel trip booking as Coupa returns it. Known from Swagger only (up to R39). */
export interface TravelTripBooking {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'booking-date'?: DateTime | null
  'booking-tool-reference'?: number | null
  'budget-amount'?: Decimal | null
  'coupa-advantage-offset'?: boolean | null
  'end-date'?: DateTime | null
  'is-exchanged'?: string | null
  'payment-channel'?: OpenValue<'coupa_pay' | 'credit_card' | 'personal_card' | 'central_card' | 'corporate_card'> | null
  prepaid?: boolean | null
  'prev-booking-reference'?: number | null
  refundable?: boolean | null
  'reporting-total'?: Decimal | null
  'requested-by-id'?: number | null
  'segment-type'?: OpenValue<'flight' | 'hotel' | 'rental_car'> | null
  'start-date'?: DateTime | null
  status?: OpenValue<'draft' | 'confirmed' | 'failed' | 'voided' | 'cancelled' | 'failedCardIssuance' | 'exchangePending' | 'exchanged' | 'rebooked' | 'rebookError' | 'rebookPending' | 'exchangeError'> | null
  'budget-currency'?: Embedded<Currency> | null
  currency?: Embedded<Currency> | null
  'expense-carbon-emission'?: Embedded<ExpenseCarbonEmission> | null
  'requested-by'?: Embedded<User> | null
  'travel-trip'?: Embedded<TravelTrip> | null
  'virtual-card'?: Embedded<CoupaPayVirtualCard> | null
}

/** What can be written of a travel trip booking. */
export interface TravelTripBookingInput {
  /** Required on create. */
  amount?: DecimalInput | null
  /** Required on create. */
  'booking-date'?: DateTime | null
  /** Required on create. */
  'booking-tool-reference'?: number | null
  'budget-amount'?: DecimalInput | null
  'coupa-advantage-offset'?: boolean | null
  /** Required on create. */
  'end-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  'payment-channel'?: OpenValue<'coupa_pay' | 'credit_card' | 'personal_card' | 'central_card' | 'corporate_card'> | null
  prepaid?: boolean | null
  'prev-booking-reference'?: number | null
  refundable?: boolean | null
  /** Required on create. */
  'requested-by-id'?: number | null
  /** Required on create. At most 255 characters. */
  'segment-type'?: OpenValue<'flight' | 'hotel' | 'rental_car'> | null
  /** Required on create. */
  'start-date'?: DateTime | null
  /** Required on create. At most 255 characters. */
  status?: OpenValue<'draft' | 'confirmed' | 'failed' | 'voided' | 'cancelled' | 'failedCardIssuance' | 'exchangePending' | 'exchanged' | 'rebooked' | 'rebookError' | 'rebookPending' | 'exchangeError'> | null
  'budget-currency'?: CurrencyEmbeddedInput | null
  currency?: CurrencyEmbeddedInput | null
  'expense-carbon-emission'?: ExpenseCarbonEmissionEmbeddedInput | null
  'requested-by'?: UserEmbeddedInput | null
  /** Required on create. */
  'travel-trip'?: TravelTripEmbeddedInput | null
  'virtual-card'?: CoupaPayVirtualCardEmbeddedInput | null
}

/** A travel trip booking inside another record to write: a reference by id, or values. */
export interface TravelTripBookingEmbeddedInput extends TravelTripBookingInput {
  id?: number | null
}

/** A unit of measure as Coupa returns it. */
export interface UnitOfMeasure<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'allowable-precision'?: number | null
  code?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a unit of measure. */
export interface UnitOfMeasureInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. */
  'allowable-precision'?: number | null
  /** Required on create. Unique. At most 6 characters. */
  code?: string | null
  /** Required on create. Unique. At most 100 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
}

/** A unit of measure inside another record to write: a reference by id, code, or values. */
export interface UnitOfMeasureEmbeddedInput<CustomFields = OpenCustomFields> extends UnitOfMeasureInput<CustomFields> {
  id?: number | null
}

/** An upload error as Coupa returns it. */
export interface UploadError {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'field-errors'?: string | null
  'field-with-error'?: string | null
  'first-column'?: string | null
  row?: number | null
  type?: string | null
  value?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of an upload error can be written. */
export type UploadErrorInput = EmptyInput

/** An upload error inside another record to write: a reference by id, or values. */
export interface UploadErrorEmbeddedInput {
  id?: number | null
}

/** A user as Coupa returns it. */
export interface User<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'account-security-type'?: number | null
  active?: boolean | null
  'aic-user'?: boolean | null
  'allow-employee-payment-account-creation'?: boolean | null
  'allow-user-to-upload-invoice-from-mobile'?: boolean | null
  'allowed-invoice-inboxes'?: string | null
  'analytics-user'?: boolean | null
  'api-user'?: boolean | null
  'authentication-method'?: string | null
  'avatar-thumb-url'?: string | null
  'business-function'?: string | null
  'business-group-security-type'?: number | null
  'category-planner-user'?: boolean | null
  'category-strategy-user'?: boolean | null
  'ccw-user'?: boolean | null
  'clm-advanced-user'?: boolean | null
  'contracts-user'?: boolean | null
  'default-locale'?: OpenValue<'en' | 'tr' | 'ja' | 'bg' | 'cs' | 'es' | 'da' | 'de-AT' | 'de-BE' | 'de-CH' | 'de-LU' | 'de' | 'el' | 'en-AU' | 'en-CA' | 'en-CN' | 'en-GB' | 'en-HK' | 'en-IE' | 'en-IN' | 'en-ME' | 'en-MT' | 'en-MY' | 'en-NZ' | 'en-PH' | 'en-SG' | 'en_TW' | 'en-ZA' | 'es-CO' | 'es-MX' | 'es-PR' | 'et' | 'fi' | 'fr-BE' | 'fr-CA' | 'fr-CH' | 'fr-LU' | 'fr' | 'hr' | 'hu' | 'it-CH' | 'it' | 'ko' | 'lt' | 'lv' | 'mt' | 'nl-BE' | 'nl' | 'no' | 'pl' | 'pt-BR' | 'pt' | 'ro' | 'ru' | 'sk' | 'sl' | 'sr' | 'sv' | 'zh-CN' | 'zh-HK' | 'zh-TW' | 'en-ZZ' | 'es-IC'> | null
  'eligible-for-virtual-cards'?: boolean | null
  email?: string | null
  'employee-number'?: string | null
  'employee-payment-channel'?: string | null
  'expense-user'?: boolean | null
  exported?: boolean | null
  firstname?: string | null
  fullname?: string | null
  'inventory-user'?: boolean | null
  'invoicing-user'?: boolean | null
  'last-exported-at'?: DateTime | null
  lastname?: string | null
  login?: string | null
  'mention-name'?: string | null
  middlename?: string | null
  'msp-user'?: boolean | null
  'purchasing-user'?: boolean | null
  'risk-assess-user'?: boolean | null
  'salesforce-id'?: string | null
  'seniority-level'?: string | null
  'sourcing-user'?: boolean | null
  'spend-guard-user'?: boolean | null
  'sso-identifier'?: string | null
  'supplier-id'?: number | null
  'supplier-user'?: boolean | null
  'supply-chain-user'?: boolean | null
  'support-user'?: boolean | null
  'travel-user'?: boolean | null
  'treasury-user'?: boolean | null
  'custom-fields'?: CustomFields
  'account-groups'?: Embedded<AccountGroup>[]
  'approval-groups'?: Embedded<ApprovalGroup>[]
  'can-expense-for'?: Embedded<User>[]
  'content-groups'?: Embedded<BusinessGroup>[]
  'contract-approval-limit'?: Embedded<ApprovalLimit> | null
  'contract-self-approval-limit'?: Embedded<ApprovalLimit> | null
  'country-of-residence'?: Embedded<Country> | null
  'default-account'?: Embedded<Account> | null
  'default-account-type'?: Embedded<AccountType> | null
  'default-address'?: Embedded<Address> | null
  'default-currency'?: Embedded<Currency> | null
  department?: Embedded<Department> | null
  'escalation-threshold'?: Embedded<ApprovalLimit> | null
  'expense-approval-limit'?: Embedded<ApprovalLimit> | null
  'expense-self-approval-limit'?: Embedded<ApprovalLimit> | null
  'expenses-delegated-to'?: Embedded<User>[]
  'inventory-organizations'?: Embedded<InventoryOrganization>[]
  'invoice-approval-limit'?: Embedded<ApprovalLimit> | null
  'invoice-self-approval-limit'?: Embedded<ApprovalLimit> | null
  'legal-entity'?: Embedded<LegalEntity> | null
  manager?: Embedded<User> | null
  pcard?: Embedded<Pcard> | null
  'phone-mobile'?: Embedded<PhoneNumber> | null
  'phone-work'?: Embedded<PhoneNumber> | null
  'requisition-approval-limit'?: Embedded<ApprovalLimit> | null
  'requisition-self-approval-limit'?: Embedded<ApprovalLimit> | null
  roles?: Embedded<Role>[]
  'user-groups'?: Embedded<UserGroup>[]
  'work-confirmation-approval-limit'?: Embedded<ApprovalLimit> | null
  'working-warehouses'?: Embedded<Warehouse>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a user. */
export interface UserInput<CustomFields = OpenCustomFields> {
  'account-security-type'?: number | null
  active?: boolean | null
  'aic-user'?: boolean | null
  'allow-employee-payment-account-creation'?: boolean | null
  'allow-user-to-upload-invoice-from-mobile'?: boolean | null
  'analytics-user'?: boolean | null
  /** At most 255 characters. */
  'authentication-method'?: string | null
  'business-group-security-type'?: number | null
  'category-planner-user'?: boolean | null
  'ccw-user'?: boolean | null
  'clm-advanced-user'?: boolean | null
  'contracts-user'?: boolean | null
  /** At most 10 characters. */
  'default-locale'?: OpenValue<'en' | 'tr' | 'ja' | 'bg' | 'cs' | 'es' | 'da' | 'de-AT' | 'de-BE' | 'de-CH' | 'de-LU' | 'de' | 'el' | 'en-AU' | 'en-CA' | 'en-CN' | 'en-GB' | 'en-HK' | 'en-IE' | 'en-IN' | 'en-ME' | 'en-MT' | 'en-MY' | 'en-NZ' | 'en-PH' | 'en-SG' | 'en_TW' | 'en-ZA' | 'es-CO' | 'es-MX' | 'es-PR' | 'et' | 'fi' | 'fr-BE' | 'fr-CA' | 'fr-CH' | 'fr-LU' | 'fr' | 'hr' | 'hu' | 'it-CH' | 'it' | 'ko' | 'lt' | 'lv' | 'mt' | 'nl-BE' | 'nl' | 'no' | 'pl' | 'pt-BR' | 'pt' | 'ro' | 'ru' | 'sk' | 'sl' | 'sr' | 'sv' | 'zh-CN' | 'zh-HK' | 'zh-TW' | 'en-ZZ' | 'es-IC'> | null
  /** Required on create. Unique. At most 255 characters. */
  email?: string | null
  /** Unique. At most 255 characters. */
  'employee-number'?: string | null
  /** At most 255 characters. */
  'employee-payment-channel'?: string | null
  'expense-user'?: boolean | null
  /** Required on create. At most 40 characters. */
  firstname?: string | null
  'generate-password-and-notify'?: OpenValue<'Yes' | 'No'> | null
  'inventory-user'?: boolean | null
  /** Required on create. At most 40 characters. */
  lastname?: string | null
  /** Required on create. Unique. At most 255 characters. */
  login?: string | null
  /** Unique. At most 255 characters. */
  'mention-name'?: string | null
  /** At most 255 characters. */
  middlename?: string | null
  password?: string | null
  'purchasing-user'?: boolean | null
  'risk-assess-user'?: boolean | null
  'salesforce-enabled'?: boolean | null
  /** Required on create. At most 255 characters. */
  'salesforce-id'?: string | null
  /** At most 255 characters. */
  'seniority-level'?: string | null
  'sourcing-user'?: boolean | null
  'spend-guard-user'?: boolean | null
  /** At most 255 characters. */
  'sso-identifier'?: string | null
  'supply-chain-user'?: boolean | null
  'travel-user'?: boolean | null
  'treasury-user'?: boolean | null
  'custom-fields'?: CustomFields
  'account-groups'?: readonly AccountGroupEmbeddedInput[] | null
  'approval-groups'?: readonly ApprovalGroupEmbeddedInput[] | null
  'approval-limit'?: ApprovalLimitEmbeddedInput | null
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  'contract-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'contract-self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'country-of-residence'?: CountryEmbeddedInput | null
  'default-account'?: AccountEmbeddedInput | null
  'default-account-type'?: AccountTypeEmbeddedInput | null
  'default-address'?: AddressEmbeddedInput | null
  'default-currency'?: CurrencyEmbeddedInput | null
  department?: DepartmentEmbeddedInput | null
  'escalation-threshold'?: ApprovalLimitEmbeddedInput | null
  'expense-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'expense-self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'inventory-organizations'?: readonly InventoryOrganizationEmbeddedInput[] | null
  'invoice-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'invoice-self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'legal-entity'?: LegalEntityEmbeddedInput | null
  manager?: UserEmbeddedInput | null
  pcard?: PcardEmbeddedInput | null
  'phone-mobile'?: PhoneNumberEmbeddedInput | null
  'phone-work'?: PhoneNumberEmbeddedInput | null
  'requisition-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'requisition-self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  roles?: readonly RoleEmbeddedInput[] | null
  'self-approval-limit'?: ApprovalLimitEmbeddedInput | null
  'user-groups'?: readonly UserGroupEmbeddedInput[] | null
  'working-warehouses'?: readonly WarehouseEmbeddedInput[] | null
}

/** A user inside another record to write: a reference by id, email, employee-number, login, or values. */
export interface UserEmbeddedInput<CustomFields = OpenCustomFields> extends UserInput<CustomFields> {
  id?: number | null
}

/** A user group as Coupa returns it. */
export interface UserGroup<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'avatar-thumb-url'?: string | null
  'can-approve'?: boolean | null
  description?: string | null
  'mention-name'?: string | null
  name?: string | null
  open?: boolean | null
  type?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: Embedded<BusinessGroup>[]
  owner?: Embedded<User> | null
  users?: Embedded<User>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a user group. */
export interface UserGroupInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  'can-approve'?: boolean | null
  description?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  open?: boolean | null
  /** At most 255 characters. */
  type?: string | null
  'custom-fields'?: CustomFields
  'content-groups'?: readonly BusinessGroupEmbeddedInput[] | null
  owner?: UserEmbeddedInput | null
  users?: readonly UserEmbeddedInput[] | null
}

/** A user group inside another record to write: a reference by id, name, or values. */
export interface UserGroupEmbeddedInput<CustomFields = OpenCustomFields> extends UserGroupInput<CustomFields> {
  id?: number | null
}

/** A user group membership as Coupa returns it. */
export interface UserGroupMembership<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  owner?: boolean | null
  participant?: boolean | null
  'user-group-id'?: number | null
  'user-group-type'?: string | null
  'user-id'?: number | null
  'custom-fields'?: CustomFields
  user?: Embedded<User> | null
  'user-group'?: Embedded<UserGroup> | null
}

/** What can be written of a user group membership. */
export interface UserGroupMembershipInput<CustomFields = OpenCustomFields> {
  owner?: boolean | null
  participant?: boolean | null
  'user-group-id'?: number | null
  'user-id'?: number | null
  'custom-fields'?: CustomFields
  user?: UserEmbeddedInput | null
  'user-group'?: UserGroupEmbeddedInput | null
}

/** A user group membership inside another record to write: a reference by id, or values. */
export interface UserGroupMembershipEmbeddedInput<CustomFields = OpenCustomFields> extends UserGroupMembershipInput<CustomFields> {
  id?: number | null
}

/** A user reassignment as Coupa returns it. */
export interface UserReassignment {
}

/** Nothing of a user reassignment can be written. */
export type UserReassignmentInput = EmptyInput

/** Nothing of a user reassignment can be written. */
export type UserReassignmentEmbeddedInput = EmptyInput

/** A warehouse as Coupa returns it. */
export interface Warehouse<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'active-flag'?: boolean | null
  description?: string | null
  name?: string | null
  'custom-fields'?: CustomFields
  address?: Embedded<Address> | null
  currency?: Embedded<Currency> | null
  'warehouse-locations'?: Embedded<WarehouseLocation>[]
  'warehouse-type'?: Embedded<WarehouseType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a warehouse. */
export interface WarehouseInput<CustomFields = OpenCustomFields> {
  'active-flag'?: boolean | null
  /** Required on create. At most 255 characters. */
  description?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
  'custom-fields'?: CustomFields
  /** Required on create. */
  address?: AddressEmbeddedInput | null
  /** Required on create. */
  currency?: CurrencyEmbeddedInput | null
  'warehouse-locations'?: readonly WarehouseLocationEmbeddedInput[] | null
  /** Required on create. */
  'warehouse-type'?: WarehouseTypeEmbeddedInput | null
  'created-by'?: UserEmbeddedInput | null
  'updated-by'?: UserEmbeddedInput | null
}

/** A warehouse inside another record to write: a reference by id, name, or values. */
export interface WarehouseEmbeddedInput<CustomFields = OpenCustomFields> extends WarehouseInput<CustomFields> {
  id?: number | null
}

/** A warehouse location as Coupa returns it. */
export interface WarehouseLocation<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  aisle?: string | null
  bin?: string | null
  label?: string | null
  level?: string | null
  'warehouse-id'?: number | null
  'warehouse-name'?: string | null
  'custom-fields'?: CustomFields
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a warehouse location. */
export interface WarehouseLocationInput<CustomFields = OpenCustomFields> {
  active?: boolean | null
  /** Required on create. Unique. At most 255 characters. */
  aisle?: string | null
  /** At most 255 characters. */
  bin?: string | null
  /** At most 255 characters. */
  level?: string | null
  'custom-fields'?: CustomFields
}

/** A warehouse location inside another record to write: a reference by id, or values. */
export interface WarehouseLocationEmbeddedInput<CustomFields = OpenCustomFields> extends WarehouseLocationInput<CustomFields> {
  id?: number | null
}

/** A warehouse type as Coupa returns it. */
export interface WarehouseType {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  name?: string | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a warehouse type. */
export interface WarehouseTypeInput {
  /** Required on create. At most 255 characters. */
  description?: string | null
  /** Required on create. Unique. At most 255 characters. */
  name?: string | null
}

/** A warehouse type inside another record to write: a reference by id, or values. */
export interface WarehouseTypeEmbeddedInput extends WarehouseTypeInput {
  id?: number | null
}

/** A withholding tax line as Coupa returns it. */
export interface WithholdingTaxLine {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  amount?: Decimal | null
  'amount-engine'?: Decimal | null
  base?: Decimal | null
  basis?: Decimal | null
  code?: string | null
  'code-engine'?: string | null
  description?: string | null
  'kind-of-factor'?: string | null
  'nature-of-tax'?: string | null
  'product-tax-classification'?: string | null
  rate?: Decimal | null
  'rate-engine'?: Decimal | null
  'supplier-rate'?: Decimal | null
  'taxable-amount'?: Decimal | null
  type?: string | null
  'withholding-amount'?: Decimal | null
  'tax-code'?: Embedded<TaxCode> | null
  'tax-rate'?: Embedded<TaxRate> | null
  'tax-rate-type'?: Embedded<TaxRateType> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a withholding tax line. */
export interface WithholdingTaxLineInput {
  id?: number | null
  amount?: DecimalInput | null
  base?: DecimalInput | null
  basis?: DecimalInput | null
  'code-id'?: number | null
  /** At most 255 characters. */
  description?: string | null
  /** At most 255 characters. */
  'product-tax-classification'?: string | null
  rate?: DecimalInput | null
  'supplier-rate'?: DecimalInput | null
  'taxable-amount'?: DecimalInput | null
  /** At most 255 characters. */
  type?: string | null
  'withholding-amount'?: DecimalInput | null
  'tax-code'?: TaxCodeEmbeddedInput | null
  'tax-rate'?: TaxRateEmbeddedInput | null
  'tax-rate-type'?: TaxRateTypeEmbeddedInput | null
}

/** A withholding tax line inside another record to write: a reference by id, or values. */
export interface WithholdingTaxLineEmbeddedInput extends WithholdingTaxLineInput {
}

/** A work confirmation header as Coupa returns it. */
export interface WorkConfirmationHeader<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'created-by-fullname'?: string | null
  'order-total'?: Decimal | null
  'order-total-received-amount'?: Decimal | null
  'po-number'?: string | null
  'requested-by-fullname'?: string | null
  status?: string | null
  'submitted-at'?: DateTime | null
  'supplier-display-name'?: string | null
  total?: Decimal | null
  'custom-fields'?: CustomFields
  approvals?: Embedded<Approval>[]
  comments?: Embedded<Comment>[]
  currency?: Embedded<Currency> | null
  lines?: Embedded<WorkConfirmationLine>[]
  'order-header'?: Embedded<PurchaseOrder> | null
  supplier?: Embedded<Supplier> | null
  'supplier-reviews'?: unknown[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a work confirmation header. */
export interface WorkConfirmationHeaderInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A work confirmation header inside another record to write: a reference by id, or values. */
export interface WorkConfirmationHeaderEmbeddedInput<CustomFields = OpenCustomFields> extends WorkConfirmationHeaderInput<CustomFields> {
  id?: number | null
}

/** A work confirmation line as Coupa returns it. */
export interface WorkConfirmationLine<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'delivered-at'?: DateTime | null
  description?: string | null
  'ontime-status'?: unknown
  'order-line-id'?: number | null
  position?: number | null
  price?: Decimal | null
  quantity?: Decimal | null
  'service-end-date'?: DateTime | null
  'service-start-date'?: DateTime | null
  'service-type'?: string | null
  total?: Decimal | null
  type?: string | null
  'custom-fields'?: CustomFields
  attachments?: Embedded<Attachment>[]
  currency?: Embedded<Currency> | null
  'rate-card'?: Embedded<RateCard> | null
  'service-details'?: Embedded<WorkConfirmationServiceDetail>[]
  timesheet?: Embedded<WorkConfirmationTimesheet> | null
  uom?: Embedded<UnitOfMeasure> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a work confirmation line can be written. */
export type WorkConfirmationLineInput = EmptyInput

/** A work confirmation line inside another record to write: a reference by id, or values. */
export interface WorkConfirmationLineEmbeddedInput {
  id?: number | null
}

/** A work confirmation service detail as Coupa returns it. */
export interface WorkConfirmationServiceDetail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  description?: string | null
  notes?: string | null
  price?: Decimal | null
  quantity?: Decimal | null
  total?: Decimal | null
  currency?: Embedded<Currency> | null
  'rate-card'?: Embedded<RateCard> | null
  timesheet?: Embedded<WorkConfirmationTimesheet> | null
  uom?: Embedded<UnitOfMeasure> | null
  'worker-assignments'?: Embedded<WorkConfirmationWorkerAssignment>[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a work confirmation service detail can be written. */
export type WorkConfirmationServiceDetailInput = EmptyInput

/** A work confirmation service detail inside another record to write: a reference by id, or values. */
export interface WorkConfirmationServiceDetailEmbeddedInput {
  id?: number | null
}

/** A work confirmation timesheet as Coupa returns it. */
export interface WorkConfirmationTimesheet {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'day-1'?: Decimal | null
  'day-2'?: Decimal | null
  'day-3'?: Decimal | null
  'day-4'?: Decimal | null
  'day-5'?: Decimal | null
  'day-6'?: Decimal | null
  'day-7'?: Decimal | null
  'start-date'?: DateOnly | null
  type?: string | null
}

/** Nothing of a work confirmation timesheet can be written. */
export type WorkConfirmationTimesheetInput = EmptyInput

/** A work confirmation timesheet inside another record to write: a reference by id, or values. */
export interface WorkConfirmationTimesheetEmbeddedInput {
  id?: number | null
}

/** A work confirmation worker assignment as Coupa returns it. */
export interface WorkConfirmationWorkerAssignment {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  worker?: Embedded<Worker> | null
  'worker-assignment'?: Embedded<WorkerAssignment> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** Nothing of a work confirmation worker assignment can be written. */
export type WorkConfirmationWorkerAssignmentInput = EmptyInput

/** A work confirmation worker assignment inside another record to write: a reference by id, or values. */
export interface WorkConfirmationWorkerAssignmentEmbeddedInput {
  id?: number | null
}

/** A worker as Coupa returns it. */
export interface Worker<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  'avatar-content-type'?: string | null
  'avatar-file-name'?: string | null
  'current-title'?: string | null
  'date-of-birth'?: DateOnly | null
  'first-name'?: string | null
  gender?: string | null
  'gender-code'?: string | null
  'last-name'?: string | null
  'middle-name'?: string | null
  'portal-access'?: string | null
  status?: string | null
  'total-experience-in-years'?: Decimal | null
  'custom-fields'?: CustomFields
  'country-of-residence'?: Embedded<Country> | null
  'external-identifiers'?: unknown[]
  'national-identifiers'?: unknown[]
  nationality?: Embedded<Country> | null
  'portal-access-info'?: Embedded<User> | null
  supplier?: Embedded<Supplier> | null
  'worker-addresses'?: Embedded<WorkerAddress>[]
  'worker-documents'?: Embedded<WorkerDocument>[]
  'worker-emails'?: Embedded<WorkerEmail>[]
  'worker-phone-numbers'?: Embedded<WorkerPhoneNumber>[]
  'worker-skills'?: unknown[]
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a worker. */
export interface WorkerInput<CustomFields = OpenCustomFields> {
  /** At most 255 characters. */
  'current-title'?: string | null
  /** Required on create. */
  'date-of-birth'?: DateOnly | null
  /** Required on create. At most 255 characters. */
  'first-name'?: string | null
  /** Required on create. At most 255 characters. */
  'gender-code'?: string | null
  /** Required on create. At most 255 characters. */
  'last-name'?: string | null
  /** At most 255 characters. */
  'middle-name'?: string | null
  /** Required on create. */
  'total-experience-in-years'?: DecimalInput | null
  'custom-fields'?: CustomFields
  'country-of-citizenship'?: CountryEmbeddedInput | null
  'country-of-residence'?: CountryEmbeddedInput | null
  'external-identifiers'?: readonly unknown[] | null
  'national-identifiers'?: readonly unknown[] | null
  supplier?: SupplierEmbeddedInput | null
  'worker-addresses'?: readonly WorkerAddressEmbeddedInput[] | null
  'worker-emails'?: readonly WorkerEmailEmbeddedInput[] | null
  'worker-phone-numbers'?: readonly WorkerPhoneNumberEmbeddedInput[] | null
  'worker-skills'?: readonly unknown[] | null
}

/** A worker inside another record to write: a reference by id, or values. */
export interface WorkerEmbeddedInput<CustomFields = OpenCustomFields> extends WorkerInput<CustomFields> {
  id?: number | null
}

/** A worker address as Coupa returns it. */
export interface WorkerAddress {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  active?: boolean | null
  city?: string | null
  'postal-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  'worker-address-purpose'?: UnknownObject | null
}

/** What can be written of a worker address. */
export interface WorkerAddressInput {
  active?: boolean | null
  city?: string | null
  'postal-code'?: string | null
  state?: string | null
  'state-iso-code'?: string | null
  street1?: string | null
  street2?: string | null
  street3?: string | null
  street4?: string | null
  'worker-address-purpose'?: UnknownObject | null
}

/** A worker address inside another record to write: a reference by id, or values. */
export interface WorkerAddressEmbeddedInput extends WorkerAddressInput {
  id?: number | null
}

/** A worker assignment as Coupa returns it. */
export interface WorkerAssignment<CustomFields = OpenCustomFields> {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'allow-worker-entered-price'?: boolean | null
  'auto-close'?: boolean | null
  'auto-confirm'?: boolean | null
  'close-authority'?: number | null
  'confirm-authority'?: number | null
  'end-date'?: DateTime | null
  'external-reference-identifier'?: string | null
  'service-manager-email'?: string | null
  'service-sheet-submission-owner'?: string | null
  'sourceable-type'?: string | null
  'start-date'?: DateTime | null
  status?: string | null
  'supplier-contact-email'?: string | null
  'custom-fields'?: CustomFields
  'job-role-association'?: Embedded<JobRoleAssociation> | null
  'resource-manager'?: Embedded<User> | null
  sourceable?: UnknownObject | null
  worker?: Embedded<Worker> | null
  'created-by'?: Embedded<User> | null
  'updated-by'?: Embedded<User> | null
}

/** What can be written of a worker assignment. */
export interface WorkerAssignmentInput<CustomFields = OpenCustomFields> {
  'custom-fields'?: CustomFields
}

/** A worker assignment inside another record to write: a reference by id, or values. */
export interface WorkerAssignmentEmbeddedInput<CustomFields = OpenCustomFields> extends WorkerAssignmentInput<CustomFields> {
  id?: number | null
}

/** A worker derived phone number as Coupa returns it. */
export interface WorkerDerivedPhoneNumber {
}

/** Nothing of a worker derived phone number can be written. */
export type WorkerDerivedPhoneNumberInput = EmptyInput

/** Nothing of a worker derived phone number can be written. */
export type WorkerDerivedPhoneNumberEmbeddedInput = EmptyInput

/** A worker document as Coupa returns it. */
export interface WorkerDocument {
}

/** Nothing of a worker document can be written. */
export type WorkerDocumentInput = EmptyInput

/** Nothing of a worker document can be written. */
export type WorkerDocumentEmbeddedInput = EmptyInput

/** A worker email as Coupa returns it. */
export interface WorkerEmail {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  email?: string | null
  'email-type'?: string | null
}

/** What can be written of a worker email. */
export interface WorkerEmailInput {
  email?: string | null
  'email-type'?: string | null
}

/** A worker email inside another record to write: a reference by id, or values. */
export interface WorkerEmailEmbeddedInput extends WorkerEmailInput {
  id?: number | null
}

/** A worker phone number as Coupa returns it. */
export interface WorkerPhoneNumber {
  id: number
  'created-at'?: DateTime | null
  'updated-at'?: DateTime | null
  'phone-type'?: string | null
  'phone-number'?: Embedded<PhoneNumber> | null
}

/** What can be written of a worker phone number. */
export interface WorkerPhoneNumberInput {
  'phone-type'?: string | null
  'phone-number'?: PhoneNumberEmbeddedInput | null
}

/** A worker phone number inside another record to write: a reference by id, or values. */
export interface WorkerPhoneNumberEmbeddedInput extends WorkerPhoneNumberInput {
  id?: number | null
}
