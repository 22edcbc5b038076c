import { listLoadTemplates, listTemplates } from '@coupa-connector/process'
import type { DestinationDescription, DestinationType, ProcessTemplate } from '@coupa-connector/protocol'

/** The kinds of destinations as the API shows them. */
export function describeDestinationTypes(types: readonly DestinationDescription[]): DestinationType[] {
  return types.map(({ kind, title, isLocal, uses, formats, guarantee, settings }) => ({
    ...{ kind, title, isLocal, guarantee },
    uses: [...uses],
    formats: [...formats],
    settings: settings.map(({ default: usual, choices, isMultiline = false, uses, ...setting }) => ({
      ...setting,
      uses: [...uses],
      isMultiline,
      default: usual ?? null,
      choices: choices === undefined ? null : [...choices],
    })),
  }))
}

/** The templates as the API shows them: exports first, then loads in the order of their dependence. */
export function describeTemplates(): ProcessTemplate[] {
  const exports = listTemplates().map(
    ({ id, name, title, sentence, direction, resource, resourcePattern, acknowledge, schedule, files }) => ({
      ...{ id, name, title, sentence, direction, acknowledge, schedule },
      resource: resource ?? null,
      resourcePattern: resourcePattern ?? null,
      deliversFiles: files !== undefined,
      obstacle: null,
    }),
  )
  const loads = [...listLoadTemplates()]
    .sort((one, other) => one.level - other.level)
    .map(({ id, name, title, sentence, direction, resource, parent, schedule, filesOnly }) => ({
      ...{ id, name, title, sentence, direction, schedule },
      acknowledge: null,
      resource: parent === undefined && resource.includes(':') ? null : resource,
      resourcePattern: parent === undefined && resource.includes(':') ? resource : null,
      deliversFiles: false,
      obstacle: filesOnly ?? null,
    }))
  return [...exports, ...loads]
}
