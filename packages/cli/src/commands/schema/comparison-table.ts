import { fieldTypeText, type SchemaChange, type SchemaComparison } from '@coupa-connector/connector/schema'
import type { Context } from '../../command/context.ts'
import { printable } from '../../terminal/printable.ts'
import { formatTable } from '../../terminal/table.ts'

/** What is different, for people: a line for each change. */
export async function comparisonTable({ from, to, changes }: SchemaComparison, context: Context): Promise<string> {
  const what = printable(`From ${from.organization} (${from.readAt}) to ${to.organization} (${to.readAt})`)
  if (changes.length === 0) return `${what}: no difference.\n`
  const table = await formatTable(['Where', 'Change', 'Before', 'Now'], changes.map(rowOf), context)
  return `${what}: ${changes.length === 1 ? '1 difference' : `${changes.length} differences`}.\n\n${table}`
}

function rowOf(change: SchemaChange): readonly string[] {
  switch (change.kind) {
    case 'field-came':
      return [placeOf(change), 'field came', '', `${fieldTypeText(change.now)}, ${seenText(change.now.seen)}`]
    case 'field-went':
      return [placeOf(change), 'field went', `${fieldTypeText(change.before)}, ${seenText(change.before.seen)}`, '']
    case 'type-changed':
      return [placeOf(change), 'type changed', fieldTypeText(change.before), fieldTypeText(change.now)]
    case 'lookup-changed':
      return [placeOf(change), 'lookup changed', fieldTypeText(change.before), fieldTypeText(change.now)]
    case 'lookup-value-came':
    case 'lookup-value-went':
    case 'lookup-value-changed':
      return [
        `lookup ${change.lookup}: ${change.value}`,
        change.kind.replace('lookup-', '').replace('-', ' '),
        valueText(change.before),
        valueText(change.now),
      ]
  }
}

function placeOf({ resource, path }: { readonly resource: string; readonly path: string }): string {
  return `${resource}: ${path}`
}

function seenText({ filled, of }: { readonly filled: number; readonly of: number }): string {
  return of === 0 ? 'by GraphQL' : `has a value in ${filled} of ${of}`
}

function valueText(value: { readonly name: string; readonly isActive: boolean } | undefined): string {
  return value === undefined ? '' : `${value.name}${value.isActive ? '' : ' (inactive)'}`
}
