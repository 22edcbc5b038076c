import { findResource, nearestResources, type ResourceDescription } from '@coupa-connector/catalog'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { Definition } from '../definition/definition-schema.ts'
import { fileKindsOf } from '../definition/record-files.ts'
import { type Marking, markingOf } from '../marking/marking-of.ts'
import { checkAnswers } from './check-answers.ts'
import { checkDestination } from './check-destination.ts'
import { checkMapping } from './check-mapping.ts'
import { checkMonitoring } from './check-monitoring.ts'
import { checkRange } from './check-range.ts'
import { checkSourceFields } from './check-source-fields.ts'
import { checkWriteBack } from './check-write-back.ts'

/** What is wrong with a definition whose names and values are right: what does not exist in Coupa, or does not fit together. */
export function checkDefinition(definition: Definition): readonly DefinitionProblem[] {
  const { source } = definition
  const resource = findResource(source.resource)
  if (resource === undefined) {
    const near = nearestResources(source.resource)
    const suggestion = near.length === 0 ? undefined : `Did you mean ${near.join(', ')}?`
    return [{ path: 'source.resource', message: `is "${source.resource}", which Coupa does not have`, suggestion }]
  }
  return [
    ...checkSource(definition, resource),
    ...checkSourceFields(definition, resource),
    ...checkMapping(definition, resource),
    ...checkDestination(definition),
    ...checkFiles(definition, resource),
    ...checkAcknowledgement(definition, resource),
    ...checkAnswers(definition),
    ...checkMonitoring(definition, resource),
    ...checkWriteBack(definition, resource),
  ]
}

function checkSource(
  { source }: Definition,
  { fields, name, hasId }: ResourceDescription,
): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const has = (field: string): boolean => fields.some((one) => one.name === field)
  if (source.resource.includes(':')) {
    problems.push({
      path: 'source.resource',
      message: `is "${source.resource}", and an id belongs where it has a colon`,
      suggestion: `Write ${source.resource.replaceAll(/:[a-z_]+/g, '7')} for the one with the id 7.`,
    })
  }
  if (!hasId)
    problems.push({ path: 'source.resource', message: `is "${name}", whose records have no id to read them by` })
  if (source.mode === 'incremental' && !has('updated-at')) {
    problems.push({
      path: 'source.mode',
      message: `is incremental, and ${name} does not say when a record was updated`,
      suggestion: 'Use the mode full.',
    })
  }
  if (source.mode === 'on-demand' && source.ids === undefined) {
    problems.push({ path: 'source.ids', message: 'is missing: the mode on-demand reads these records' })
  }
  problems.push(...checkRange(source, { name, has }))
  if (source.mode !== 'on-demand' && source.ids !== undefined) {
    problems.push({ path: 'source.ids', message: `is set, and only the mode on-demand reads given records` })
  }
  if (source.watchChanges && source.mode !== 'work-list') {
    problems.push({ path: 'source.watchChanges', message: 'is true, and only the mode work-list watches for changes' })
  }
  return problems
}

function checkFiles(
  { source, values, destination, acknowledge }: Definition,
  resource: ResourceDescription,
): readonly DefinitionProblem[] {
  if (source.files.length === 0) return []
  const problems: DefinitionProblem[] = []
  if (acknowledge.mode === 'before-delivery') {
    problems.push({
      path: 'acknowledge.mode',
      message: 'is before-delivery, and a record with files is marked only when its files are there',
      suggestion: 'Use after-commit.',
    })
  }
  const known = fileKindsOf(resource)
  const unknown = source.files.filter((kind) => !known.includes(kind))
  if (unknown.length > 0) {
    problems.push({
      path: 'source.files',
      message: `has ${unknown.join(' and ')}, which records of ${resource.name} do not have`,
      suggestion: known.length === 0 ? 'Leave it out.' : `They have ${known.join(', ')}.`,
    })
  }
  const kind = values[destination.connection]?.kind
  if (kind !== undefined && kind !== 'files' && kind !== 'sftp') {
    problems.push({
      path: 'source.files',
      message: `is set, and ${kind} takes no files`,
      suggestion: 'Use files or sftp, or leave it out.',
    })
  }
  return problems
}

function checkAcknowledgement(
  { source, acknowledge }: Definition,
  resource: ResourceDescription,
): readonly DefinitionProblem[] {
  const { name } = resource
  const problems: DefinitionProblem[] = []
  const marking = markingOf(resource)
  if (source.mode === 'work-list' && marking?.flag === undefined) {
    problems.push({
      path: 'source.mode',
      message: `is work-list, and ${name} has ${whyNoList(marking)}`,
      suggestion: 'Use the mode incremental.',
    })
  }
  if (acknowledge.mode !== 'none' && marking === undefined) {
    problems.push({
      path: 'acknowledge.mode',
      message: `is ${acknowledge.mode}, and ${name} has no exported flag that can be set`,
      suggestion: 'Use none.',
    })
  }
  if (acknowledge.mode === 'before-delivery' && marking?.canTakeBack === false) {
    problems.push({
      path: 'acknowledge.mode',
      message: `is before-delivery, and marks of ${name} cannot be taken back when a delivery fails`,
      suggestion: 'Use after-commit.',
    })
  }
  if (source.deliverMarked && !source.watchChanges) {
    problems.push({
      path: 'source.deliverMarked',
      message: 'is true, and only a look for changes finds what is marked',
      suggestion: 'Set source.watchChanges to true.',
    })
  }
  if (source.mode === 'work-list' && acknowledge.mode === 'none') {
    problems.push({
      path: 'acknowledge.mode',
      message: 'is none, and a work list that nobody acknowledges never gets shorter',
      suggestion: 'Use after-commit, or the mode incremental.',
    })
  }
  if ((source.mode === 'full' || source.mode === 'reconcile') && acknowledge.mode !== 'none') {
    const what = source.mode === 'full' ? 'a full refresh' : 'a reconciliation'
    problems.push({
      path: 'acknowledge.mode',
      message: `is ${acknowledge.mode}, and ${what} acknowledges nothing`,
      suggestion: 'Use none.',
    })
  }
  return problems
}

function whyNoList(marking: Marking | undefined): string {
  return marking === undefined
    ? 'no exported flag that can be set, which would make a list'
    : 'the time of the export only, and Coupa cannot be asked for records without a time'
}
