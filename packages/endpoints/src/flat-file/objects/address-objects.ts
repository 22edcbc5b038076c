import type { FlatFileObject } from '../flat-file-object.ts'

export const address: FlatFileObject = {
  name: 'address',
  title: 'Ship-to addresses',
  folder: 'Addresses',
  rowTypes: [
    {
      name: 'address',
      words: [],
      columns: {
        Name: 'name',
        Id: 'id',
        Active: 'active',
        'Line 1': 'street1',
        'Line 2': 'street2',
        'Line 3': 'street3',
        'Line 4': 'street4',
        City: 'city',
        State: 'state',
        'State ISO Code': 'state-iso-code',
        'Postal Code': 'postal-code',
        'Country Code': 'country.code',
        Attention: 'attention',
        'Content Groups': 'content-groups[].name',
        'Location Code': 'location-code',
        'VAT ID': 'vat-number',
        'Local Tax Number': 'local-tax-number',
        'Fiscal Representative Address': 'fiscal-representative-address',
      },
    },
  ],
}

export const remitToAddress: FlatFileObject = {
  name: 'remit-to-address',
  title: 'Remit-to addresses',
  folder: 'RemitToAddresses',
  rowTypes: [
    {
      name: 'remit-to-address',
      words: [],
      columns: {
        Name: 'name',
        Id: 'id',
        Active: 'active',
        Line1: 'street1',
        Line2: 'street2',
        Line3: 'street3',
        Line4: 'street4',
        City: 'city',
        State: 'state',
        'State ISO Code': 'state-iso-code',
        'Postal Code': 'postal-code',
        'Country Code': 'country.code',
        Attention: 'attention',
        'Address Type': 'address-type',
        'Supplier Number': 'supplier.number',
        'Remit To Code': 'remit-to-code',
        'Tax Number': 'vat-number',
        'Tax Country Code': 'vat-country.code',
        'Local Tax Number': 'local-tax-number',
        'External Src Ref': 'external-src-ref',
        'External Src Name': 'external-src-name',
      },
    },
  ],
}
