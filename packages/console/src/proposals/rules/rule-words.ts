import type { ApprovalRule } from '@coupa-connector/protocol'

/** What a rule lets through: `Change suppliers: website`. */
export function kindInWords({
  change,
  resource,
  fields,
}: Pick<ApprovalRule, 'change' | 'resource' | 'fields'>): string {
  const named = fields.length === 0 ? '' : `: ${fields.join(', ')}`
  switch (change.action) {
    case 'create':
      return `Create ${resource}${named}`
    case 'update':
      return `Change ${resource}${named}`
    case 'act':
      return `${change.name} on ${resource}${named}`
  }
}

/** How much of its limits a rule has used: `2 of 10 changes in 24 hours, 120 of 500 of total`. */
export function limitsInWords({
  used,
  mostPerDay,
  amount,
}: Pick<ApprovalRule, 'used' | 'mostPerDay' | 'amount'>): string {
  const changes = `${used.changes} of ${mostPerDay} changes in 24 hours`
  if (amount === undefined) return changes
  return `${changes}, ${used.amount} of ${amount.mostPerDay} of ${amount.field}, at most ${amount.most} at once`
}
