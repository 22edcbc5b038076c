import { describe, scopesFor } from '@coupa-connector/catalog'
import {
  type Definition,
  DefinitionError,
  findWarnings,
  isLoad,
  type LoadDefinition,
  parseProcess,
} from '@coupa-connector/process'
import type { DefinitionCheck } from '@coupa-connector/protocol'
import { furtherEndsOf } from '../definitions/further-ends.ts'

type Need = Parameters<typeof scopesFor>[0][number]

/** Says what is wrong with a definition as a person edits it, and which scopes its connection needs. Never throws for it. */
export function checkGivenDefinition(given: Readonly<Record<string, unknown>>): DefinitionCheck {
  const direction = given.direction === 'in' ? 'in' : 'out'
  try {
    const definition = parseProcess(given)
    const warnings = isLoad(definition) ? [] : findWarnings(definition)
    return {
      problems: [],
      warnings: warnings.map((warning) => ({ ...warning })),
      direction,
      resource: isLoad(definition) ? definition.destination.resource : definition.source.resource,
      ends: [...furtherEndsOf(definition)],
      scopes: [...scopesFor(isLoad(definition) ? needsOfLoad(definition) : needsOfExport(definition)).scopes],
    }
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error
    const problems = error.problems.map(({ path, message, suggestion = null }) => ({ path, message, suggestion }))
    return { problems, warnings: [], direction, resource: null, scopes: [], ends: [] }
  }
}

function needsOfExport({ source, acknowledge, coupaMonitoring }: Definition): Need[] {
  const { resource } = source
  const mark = acknowledge.mode === 'none' ? undefined : markingAccess(resource)
  return [
    { resource, access: 'read' },
    ...(mark === undefined ? [] : [{ resource, access: mark }]),
    ...(coupaMonitoring.level === 0 ? [] : monitoringNeeds),
  ]
}

/** The operation that marks a record as exported, or else the action. */
function markingAccess(resource: string): string | undefined {
  const { operations, actions } = describe(resource)
  if (operations.some(({ name }) => name === 'update')) return 'update'
  return actions.some(({ name }) => name === 'export') ? 'export' : undefined
}

const monitoringNeeds: readonly Need[] = [
  { resource: 'integrations', access: 'read' },
  { resource: 'integration_runs', access: 'create' },
]

function needsOfLoad({ destination: { resource, parent, write, flatFiles } }: LoadDefinition): Need[] {
  if (flatFiles !== undefined) {
    const looked = [resource, parent?.resource ?? ''].filter((name) => name !== '')
    return ['data_file_sources', ...looked].map((name) => ({ resource: name, access: 'read' }))
  }
  const { name, operations } = describe(resource)
  const has = (operation: string): boolean => operations.some((candidate) => candidate.name === operation)
  const changes = [
    ...(write === 'update' || !has('create') ? [] : ['create']),
    ...(write === 'create' || !has('update') ? [] : ['update']),
  ]
  return [
    ...['read', ...changes].map((access) => ({ resource: name, access })),
    ...(parent === undefined ? [] : [{ resource: parent.resource, access: 'read' }]),
  ]
}
