import { isDeepStrictEqual } from 'node:util'
import type { LoadDefinition } from '../load/load-schema.ts'
import {
  type ChangeKind,
  changeKinds,
  type DefinitionChange,
  type DefinitionComparison,
} from './compare-definitions.ts'

type Meaning = readonly [kind: ChangeKind, reason: string]
type Part =
  | Exclude<
      keyof LoadDefinition,
      '$schema' | 'title' | 'template' | 'version' | 'direction' | 'values' | 'mapping' | 'source' | 'destination'
    >
  | `source.${keyof LoadDefinition['source']}`
  | `mapping.${Exclude<keyof LoadDefinition['mapping'], 'columns'>}`
  | `destination.${keyof LoadDefinition['destination']}`

const nextInput = 'It holds for inputs that are loaded from now on.'
const otherRecords = 'What is known of records in Coupa says nothing about the ones that are loaded now.'

/** What a change of each part means. The compiler refuses a part of the schema that is not here. */
const parts: Readonly<Record<Part, Meaning>> = {
  process: ['new-stream', 'State belongs to a process of this name.'],
  'source.connection': ['compatible', nextInput],
  'source.format': ['compatible', nextInput],
  'source.pattern': ['compatible', nextInput],
  'source.finished': ['compatible', nextInput],
  'source.delimiter': ['compatible', nextInput],
  'source.object': ['compatible', nextInput],
  'source.query': ['compatible', nextInput],
  'source.keySet': ['compatible', nextInput],
  'source.records': ['compatible', nextInput],
  'source.next': ['compatible', nextInput],
  'source.duplicates': ['compatible', nextInput],
  'source.result': ['compatible', nextInput],
  'mapping.others': ['compatible', nextInput],
  'mapping.each': ['compatible', nextInput],
  'destination.connection': ['new-stream', otherRecords],
  'destination.resource': ['new-stream', otherRecords],
  'destination.key': ['new-stream', 'Records that were loaded before are not found by the new key.'],
  'destination.strategy': ['new-stream', otherRecords],
  'destination.flatFiles': ['compatible', nextInput],
  'destination.parent': ['new-stream', otherRecords],
  'destination.action': ['new-stream', otherRecords],
  'destination.documents': ['compatible', nextInput],
  'destination.write': ['compatible', nextInput],
  'destination.hierarchy': ['compatible', nextInput],
  'destination.secondPass': ['compatible', nextInput],
  'destination.inactive': ['compatible', nextInput],
  'destination.customFields': ['compatible', nextInput],
  'destination.ignoredFields': ['compatible', nextInput],
  absent: ['compatible', nextInput],
  limits: ['compatible', 'It holds for the next run.'],
}

/** Compares two versions of a load, and says what the newer one means for what the older one remembers. */
export function compareLoads(before: LoadDefinition, after: LoadDefinition): DefinitionComparison {
  const fixed = Object.entries(parts)
    .filter(([path]) => !isDeepStrictEqual(at(before, path), at(after, path)))
    .map(([path, [kind, reason]]): DefinitionChange => ({ path, kind, reason }))
  const changes = [
    ...fixed,
    ...changedEntries('mapping.columns', before.mapping.columns, after.mapping.columns),
    ...changedEntries('values', before.values, after.values),
  ]
  const worst = Math.max(0, ...changes.map(({ kind }) => changeKinds.indexOf(kind)))
  return { kind: changeKinds[worst] ?? 'compatible', changes }
}

function at(definition: LoadDefinition, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => Reflect.get(Object(value), name), definition)
}

function changedEntries(
  path: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly DefinitionChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({ path: `${path}.${name}`, kind: 'compatible', reason: nextInput }))
}
