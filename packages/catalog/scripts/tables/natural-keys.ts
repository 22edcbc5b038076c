/**
 * Field sets by which other records may refer to a record of a type, the best one first (F-284
 * unless a line says otherwise). `id` always works and is not repeated here.
 */
export const NATURAL_KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Account: [['code', 'account-type']],
  AccountType: [['name']],
  // The nickname is documented; location-code is inferred, and documented as unique.
  Address: [['name'], ['location-code']],
  BudgetPeriod: [['name']],
  BusinessGroup: [['name']],
  Commodity: [['name']],
  // Unique in the articles, and the customer look-up `?number=` on contracts (F-344).
  Contract: [['number'], ['name']],
  Country: [['code']],
  Currency: [['code']],
  Department: [['name']],
  DisputeReason: [['code']],
  // By both currencies and the day; look-ups use the _id forms of the currencies (F-194, F-343).
  ExchangeRate: [['from-currency', 'to-currency', 'rate-date']],
  Integration: [['code']],
  // The flat-file import key of invoices: number and supplier (F-463).
  Invoice: [['invoice-number', 'supplier']],
  Item: [['item-number'], ['name']],
  LegalEntity: [['name']],
  Lookup: [['name']],
  // Inferred: name or external reference, within the lookup.
  LookupValue: [
    ['external-ref-num', 'lookup'],
    ['external-ref-code', 'lookup'],
    ['name', 'lookup'],
  ],
  PaymentTerm: [['code']],
  Project: [['name']],
  PurchaseOrder: [['po-number']],
  ReasonInsight: [['code']],
  RemitToAddress: [['remit-to-code']],
  ShippingTerm: [['code']],
  // Name is documented; number is used in practice and first in the flat-file import key (F-284, F-463).
  Supplier: [['number'], ['name']],
  SupplierSite: [['code']],
  TaxCode: [['code']],
  UnitOfMeasure: [['code']],
  // Login and email are documented; employee number is a flat-file import key (F-463).
  User: [['login'], ['email'], ['employee-number']],
  UserGroup: [['name']],
  Warehouse: [['name']],

  // Marked as unique in the articles; that references by them work is inferred.
  AccountGroup: [['name']],
  AccountValidationRule: [['name']],
  AdjustmentCode: [['code']],
  AsnHeader: [['asn-number']],
  AssetTag: [['tag']],
  BusinessEntity: [['name']],
  ContractPartyRole: [['name']],
  ContractType: [['name']],
  DiversityCategory: [['code']],
  ExpenseCategory: [['name']],
  OrderPad: [['name']],
  PunchoutSite: [['name']],
  SupplierInformationSite: [['code']],
  Tag: [['name']],
}
