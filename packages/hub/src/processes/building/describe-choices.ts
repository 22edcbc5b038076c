import { listLoadTemplates, listTemplates } from '@coupa-connector/process'
import type { DestinationDescription, DestinationType, ProcessTemplate } from '@coupa-connector/protocol'

/** The kinds of destinations as the API shows them. */
export function describeDestinationTypes(types: readonly DestinationDescription[]): DestinationType[] {
  return types.map(({ kind, title, isLocal, uses, formats, guarantee, settings }) => ({
    ...{ kind, title, isLocal, guarantee },
    uses: [...uses],
    formats: [...formats],
    settings: settings.map(({ default: usual, choices, isMultiline = false, uses, requiredFor, ...setting }) => ({
      ...setting,
      uses: [...uses],
      requiredFor: [...requiredFor],
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
      flatFiles: 'never' as const,
      objects: [],
    }),
  )
  const loads = [...listLoadTemplates()]
    .sort((one, other) => one.level - other.level)
    .map(({ id, name, title, sentence, direction, resource, parent, schedule, filesOnly, flatFile, objects = {} }) => ({
      ...{ id, name, title, sentence, direction, schedule },
      acknowledge: null,
      resource: parent === undefined && resource.includes(':') ? null : resource,
      resourcePattern: parent === undefined && resource.includes(':') ? resource : null,
      deliversFiles: false,
      flatFiles:
        filesOnly !== undefined
          ? ('only' as const)
          : flatFile === undefined
            ? ('never' as const)
            : ('possible' as const),
      objects: Object.keys(objects),
    }))
  return [...exports, ...loads]
}
