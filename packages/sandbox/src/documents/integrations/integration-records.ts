import type { ApiAnswer, ApiContext, ApiRequest, ResourceBehaviour, Route } from '../../api/contract.ts'
import { collectionOf } from '../../api/find-record.ts'
import { markExported } from '../../api/mark-exported.ts'
import { resourceOfDocument } from '../../files/document-types.ts'
import type { InputObject } from '../../format/input.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { itemsOf, Reference, type Value, type Values } from '../../schema/value.ts'
import { wholeSecondMs } from '../../schema/whole-second.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import { missingMessage } from '../../write/references.ts'
import { bodyOf, textOf } from '../../write/request-input.ts'
import type { DocumentKind } from '../actions/document-action.ts'
import { findSubject } from '../actions/run-action.ts'

/** What can be told about a document: errors belong to a run, history records need not. */
export const integrationErrors: DocumentKind = recordsKind('integration_errors')

/** History records. */
export const integrationHistoryRecords: DocumentKind = recordsKind('integration_history_records')

type RecordResource = 'integration_errors' | 'integration_history_records'

function recordsKind(resource: RecordResource): DocumentKind {
  const isHistory = resource === 'integration_history_records'
  return {
    resource,
    actions: [],
    routes: (world) => {
      const { context } = world
      const create = (request: ApiRequest, given: Values = {}): Extract<ApiAnswer, { kind: 'record' }> => {
        const collection = collectionOf(context, resource)
        const record = context.writer.create(
          collection,
          bodyOf(request, collection.shape.xmlItem, collection.shape.model),
          given,
        )
        return { kind: 'record', status: request.method === 'POST' ? 201 : 200, record, shape: collection.shape }
      }
      // Alerts go to the contacts of the integration whose kind fits; who was told is kept with the record.
      const alert = (request: ApiRequest): ApiAnswer => {
        const record = create(request)
        const contacts = contactsFor(record.record, context)
        const references = contacts.map(({ id }) => new Reference('integration_contacts', id))
        const alerted = { 'alerted-at': wholeSecondMs(context.now()), 'alerted-contacts': references }
        const kept = context.writer.set(collectionOf(context, resource), record.record.id, alerted, {
          isTouching: false,
        })
        const mails = contacts.map((contact) => ({
          resource,
          recordId: record.record.id,
          contactId: contact.id,
          contactKind: String(contact.get('contact-alert-type')),
        }))
        context.alerts.push(...mails)
        return { ...record, record: kept }
      }
      const exporting = (request: ApiRequest, answer: () => ApiAnswer): ApiAnswer => {
        const mark = findDocument(bodyOf(request, ...roots(resource)), context)
        const answered = answer()
        mark()
        return answered
      }
      const settle =
        (isResolved: boolean) =>
        (request: ApiRequest): ApiAnswer => {
          const { collection, record } = findSubject(resource, request, world)
          const kept = context.writer.set(collection, record.id, { resolved: isResolved })
          showOnDocument(kept, resource, context)
          if (context.quirks['resolve-answer'] === 'array')
            return { kind: 'records', records: [kept], shape: collection.shape, isSearch: false }
          return { kind: 'record', status: 200, record: kept, shape: collection.shape }
        }
      // The articles contradict each other about POST and PUT, so both are taken (F-452).
      const action = (path: string, handler: Route['handler']): Route => ({
        methods: ['POST', 'PUT'],
        path: `${resource}/${path}`,
        handler,
      })
      const common: readonly Route[] = [
        { methods: ['PUT'], path: resource, scopes: ['core.integration.write'], handler: (request) => create(request) },
        { methods: ['PUT', 'PATCH'], path: `${resource}/:id/resolve`, handler: settle(true) },
        { methods: ['PUT', 'PATCH'], path: `${resource}/:id/unresolve`, handler: settle(false) },
        action('create_alert', alert),
      ]
      if (!isHistory) return common
      return [
        ...common,
        action('create_alert_and_mark_exported', (request) => exporting(request, () => alert(request))),
        action('mark_exported', (request) => exporting(request, () => create(request))),
        action('acknowledge', (request) => create(request, { resolved: true })),
      ]
    },
    behaviour: ({ context }) => recordBehaviour(isHistory, context),
  }
}

function recordBehaviour(isHistory: boolean, context: ApiContext): ResourceBehaviour {
  const model = isHistory ? 'integration_history_record' : 'integration_error'
  return {
    prepareCreate(values) {
      const run = runOf(values, context, model)
      const blank = isHistory ? blankOfHistory(values) : run ? [] : ["Integration run can't be blank"]
      if (blank.length > 0) throw new RequestProblem(400, blank, model)
      const status = values.status ?? (isHistory ? 'Success' : 'Error')
      const isOpen = !isHistory || status !== 'Success' || context.quirks['success-record'] === 'open'
      const isShown = context.quirks['integration-of-error'] === 'from-run'
      return {
        ...values,
        ...(run ? { 'integration-run': run, 'integration-run-id': run.id } : {}),
        integration: values.integration ?? (run && isShown ? integrationOf(run, context) : null) ?? null,
        status,
        resolved: values.resolved === true || !isOpen,
        'contact-alert-type': values['contact-alert-type'] ?? 'Both',
        'creation-method': values['creation-method'] ?? 'API',
      }
    },
    afterWrite(record, isNew) {
      if (isNew) showOnDocument(record, isHistory ? 'integration_history_records' : 'integration_errors', context)
      const reference = record.get('integration-run')
      if (isHistory || !isNew || !(reference instanceof Reference)) return
      const runs = collectionOf(context, 'integration_runs')
      const held = itemsOf(runs.get(reference.id)?.get('integration-errors') ?? [])
      runs.update(reference.id, { 'integration-errors': [...held, new Reference('integration_errors', record.id)] })
    },
  }
}

function blankOfHistory(values: Values): readonly string[] {
  return [
    ...(values['document-type'] ? [] : ["Document type can't be blank"]),
    ...(values['document-id'] ? [] : ["Document can't be blank"]),
  ]
}

/** A run given by id counts as much as one given as an object. Throws RequestProblem (400) when there is no such run. */
function runOf(values: Values, context: ApiContext, model: string): Reference | undefined {
  const given = values['integration-run']
  if (given instanceof Reference) return given
  const id = values['integration-run-id']
  if (id === null || id === undefined) return undefined
  const runs = collectionOf(context, 'integration_runs')
  if (runs.get(Number(id))) return new Reference('integration_runs', Number(id))
  throw new RequestProblem(
    400,
    missingMessage({ name: 'integration_run' }, runs.shape, [{ names: ['id'], text: String(id) }]),
    model,
  )
}

function integrationOf(run: Reference, context: ApiContext): Value | undefined {
  return context.store.resolve(run)?.get('integration')
}

/** Finds the document of a record; the function that comes back marks it exported. Throws RequestProblem (400) without one. */
function findDocument(input: InputObject, context: ApiContext): () => void {
  const type = textOf(input, 'document-type') ?? ''
  const given = textOf(input, 'document-id')
  const blank = blankOfHistory({ 'document-type': type, 'document-id': given ?? null })
  if (blank.length > 0) throw new RequestProblem(400, blank, 'integration_history_record')
  const id = Number(given)
  const resource = resourceOfDocument(type)
  const documents = resource === undefined ? undefined : context.store.collection(resource)
  if (!documents?.get(id))
    throw new RequestProblem(400, `Document ${type} with id ${given} could not be found`, 'integration_history_record')
  return () => {
    if (context.quirks['mark-exported-action'] === 'mark') markExported(documents, id, true, context)
  }
}

/**
 * Documents show what was told about them until it is resolved (F-451). That a document counts as unchanged
 * by it is inferred: exports that read by the time of the last change would otherwise never end.
 */
function showOnDocument(record: SandboxRecord, resource: RecordResource, context: ApiContext): void {
  const documents = context.store.collection(resourceOfDocument(String(record.get('document-type'))) ?? '')
  const document = documents?.get(Number(record.get('document-id')))
  if (!documents?.shape.field(CURRENT_RECORDS) || !document) return
  const isThis = (value: Value): boolean =>
    value instanceof Reference && value.resource === resource && value.id === record.id
  const others = itemsOf(document.get(CURRENT_RECORDS)).filter((value) => !isThis(value))
  const shown = record.get('resolved') === true ? others : [...others, new Reference(resource, record.id)]
  documents.update(document.id, { [CURRENT_RECORDS]: shown }, { isTouching: false })
}

const CURRENT_RECORDS = 'current-integration-history-records'

/** Contacts of the integration whose kind fits (F-457). A record without an integration alerts those of all. */
function contactsFor(record: SandboxRecord, context: ApiContext): readonly SandboxRecord[] {
  const wanted = String(record.get('contact-alert-type'))
  const run = record.get('integration-run')
  const integration = record.get('integration') ?? (run instanceof Reference ? integrationOf(run, context) : null)
  const contacts = [...collectionOf(context, 'integration_contacts').iterate()]
  return contacts.filter((contact) => {
    const isKind = wanted === 'Both' || ['Both', wanted].includes(String(contact.get('contact-alert-type')))
    return isKind && (!(integration instanceof Reference) || isSame(contact.get('integration'), integration))
  })
}

function isSame(value: Value, reference: Reference): boolean {
  return value instanceof Reference && value.resource === reference.resource && value.id === reference.id
}

function roots(resource: RecordResource): readonly string[] {
  const item = resource.replace(/s$/, '')
  return [item, item.replaceAll('_', '-')]
}
