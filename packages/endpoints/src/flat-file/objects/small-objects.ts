import type { FlatFileObject } from '../flat-file-object.ts'

export const department: FlatFileObject = {
  name: 'department',
  title: 'Departments',
  folder: 'Departments',
  rowTypes: [
    {
      name: 'department',
      words: [],
      columns: {
        Name: 'name',
        Id: 'id',
        Active: 'active',
      },
    },
  ],
}

export const commodity: FlatFileObject = {
  name: 'commodity',
  title: 'Commodities',
  folder: 'Commodities',
  rowTypes: [
    {
      name: 'commodity',
      words: [],
      columns: {
        Name: 'name',
        ID: 'id',
        Description: 'description',
        Active: 'active',
        'Parent commodity': 'parent.name',
        Deductibility: 'deductibility',
        Category: 'category',
        Subcategory: 'subcategory',
        Preferred: 'preferred',
        'Use in Search': 'use-in-search',
        Tags: 'tags',
      },
    },
  ],
}

export const paymentTerm: FlatFileObject = {
  name: 'payment-term',
  title: 'Payment terms',
  folder: 'PaymentTerms',
  rowTypes: [
    {
      name: 'payment-term',
      words: [],
      columns: {
        Code: 'code',
        Description: 'description',
        'Days For Net Payment': 'days-for-net-payment',
        'Days For Discount Payment': 'days-for-discount-payment',
        'Discount Rate (%)': 'discount-rate',
        Type: 'type',
        'Discount Cutoff Day': 'discount-cutoff-day',
        'Discount Due Month': 'discount-due-month',
        'Discount Due Day': 'discount-due-day',
        'Net Cutoff Day': 'net-cutoff-day',
        'Net Due Month': 'net-due-month',
        'Net Due Day': 'net-due-day',
        'Content Groups': 'content-groups[].name',
        Active: 'active',
      },
    },
  ],
}

export const taxCode: FlatFileObject = {
  name: 'tax-code',
  title: 'Tax codes',
  folder: 'TaxCodes',
  rowTypes: [
    {
      name: 'tax-code',
      words: [],
      columns: {
        'Country Code': 'country.code',
        'Tax Rate Percentage': 'tax-rate.percentage',
        'Tax Rate Exempt?': 'tax-rate.exempt',
        'Tax Rate Reverse Charge?': 'tax-rate.reverse-charge',
        'Tax Rate Customer Accounting?': 'tax-rate.customer-accounting',
        'Tax Rate Description': 'tax-rate.description',
        'Tax Rate Out of Scope?': 'tax-rate.out-of-scope',
        'Withholding Tax Type': 'withholding-tax-type',
        'Enterprise Name': 'enterprise-name',
        'Supplier Name': 'supplier-name',
        Code: 'code',
        Percentage: 'percentage',
        Description: 'description',
        'Enforce VAT Rules': 'enforce-vat-rules',
        Active: 'active',
        'Effective Date': 'effective-date',
        'Is Withholding?': 'is-withholding',
        'Subtract from Gross': 'subtract-from-gross',
        'Is TCS?': 'is-tcs',
        'Withholding Tax Amount Overwritable': 'withholding-tax-amount-overwritable',
      },
    },
  ],
}
