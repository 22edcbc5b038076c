import type { SourceField } from '../definition/definition-schema.ts'

// Fields that records of many resources have. Templates name what most organizations have; nothing secret is among them.

export const code: readonly SourceField[] = ['id', 'code']
export const named: readonly SourceField[] = ['id', 'name']
export const account: readonly SourceField[] = ['id', 'code', 'name']
export const supplier: readonly SourceField[] = ['id', 'number', 'name']
export const item: readonly SourceField[] = ['id', 'item-number', 'name']
export const person: readonly SourceField[] = ['id', 'login', 'employee-number']
export const times: readonly SourceField[] = ['created-at', 'updated-at']
export const customFields: SourceField = { 'custom-fields': {} }
