import { createDefinition, createLoad, DefinitionError, findLoadTemplate } from '@coupa-connector/process'
import type { BodyOf, Routes } from '@coupa-connector/protocol'
import { HubProblem } from '../../basics/problem.ts'

/** Writes a definition from a template. Throws `DEFINITION_INVALID` for what the template does not take. */
export function writeDefinition(wanted: BodyOf<Routes['definitions.create']>): Record<string, never> {
  try {
    const definition = isLoad(wanted) ? writeLoad(wanted) : writeExport(wanted)
    // As JSON has it: without what is undefined.
    return JSON.parse(JSON.stringify(definition))
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error
    throw new HubProblem('DEFINITION_INVALID', {
      detail: error.message.slice(0, 4000),
      fields: error.problems.map(({ path, message, suggestion }) => ({
        field: `body.${bodyNameOf(wanted, path)}`,
        message,
        ...(suggestion === undefined ? {} : { suggestion }),
      })),
    })
  }
}

/** What the request calls it that a template calls otherwise: the destination of a load is Coupa. */
function bodyNameOf(wanted: BodyOf<Routes['definitions.create']>, path: string): string {
  if (path === 'destination') return isLoad(wanted) ? 'way' : 'kind'
  return path === 'source' ? 'kind' : path
}

function isLoad({ template }: BodyOf<Routes['definitions.create']>): boolean {
  return findLoadTemplate(template) !== undefined
}

function writeLoad({
  template,
  kind,
  format,
  resource,
  name,
  shape,
  acknowledge,
  way,
  object,
}: BodyOf<Routes['definitions.create']>) {
  const [given] = Object.entries({ shape, acknowledge }).find(([, value]) => value !== undefined) ?? []
  if (given !== undefined) {
    throw new DefinitionError([{ path: given, message: `does not fit: ${template} moves data into Coupa` }])
  }
  return createLoad({ template, source: kind, format, resource, name, destination: way, object })
}

function writeExport({ kind = 'files', way, object, ...wanted }: BodyOf<Routes['definitions.create']>) {
  const [given] = Object.entries({ way, object }).find(([, value]) => value !== undefined) ?? []
  if (given !== undefined) {
    throw new DefinitionError([{ path: given, message: `does not fit: ${wanted.template} moves data out of Coupa` }])
  }
  return createDefinition({ ...wanted, destination: kind })
}
