import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../../testing/organization.ts'

describe('integration runs', () => {
  it('are created pending, run with a number of records, and succeed', async () => {
    await using organization = await startOrganization()
    const { id, status } = await createRun(organization)

    const running = await organization.send('PUT', `integration_runs/${id}/run`, { total_records: 12 })
    const done = await organization.send('PUT', `integration_runs/${id}/success`)

    expect(status).toBe('pending')
    expect(running.json).toMatchObject({ status: 'running', 'total-records': 12 })
    expect(done.json.status).toBe('successful')
    expect((await organization.send('PUT', `integration_runs/${id}/run`)).status).toBe(400)
  })

  it('need an integration that exists', async () => {
    await using organization = await startOrganization()

    expect((await organization.send('POST', 'integration_runs', {})).status).toBe(400)
    expect((await organization.send('POST', 'integration_runs', { integration: { code: 'none' } })).status).toBe(400)
  })

  it.each(['success', 'finish'])('end as errored by %s while one of their errors is unresolved', async (action) => {
    await using organization = await startOrganization()
    const { id } = await createRun(organization)
    const error = await organization.send('POST', 'integration_errors/create_alert', {
      'document-type': 'InvoiceHeader',
      'document-id': 3071,
      'contact-alert-type': 'Technical',
      'integration-run-id': id,
      responses: [{ 'response-code': 'E-17', 'response-message': 'Cost object locked' }],
    })

    const ended = await organization.send('PUT', `integration_runs/${id}/${action}`)

    expect(error.status).toBe(201)
    expect(error.json).toMatchObject({ status: 'Error', resolved: false, responses: [{ 'response-code': 'E-17' }] })
    expect(ended.json).toMatchObject({ status: 'errored', 'integration-errors': [{ id: error.json.id }] })
  })

  it('pause, go back to pending and fail', async () => {
    await using organization = await startOrganization()
    const { id } = await createRun(organization)
    const statuses = []
    for (const action of ['run', 'pause', 'pending', 'run', 'fail']) {
      statuses.push((await organization.send('PUT', `integration_runs/${id}/${action}`)).json.status)
    }

    expect(statuses).toEqual(['running', 'paused', 'pending', 'running', 'failed'])
  })
})

describe('integration records', () => {
  it.each([
    ['integration_history_records', 'invoices', 'InvoiceHeader'],
    ['integration_errors', 'purchase_orders', 'OrderHeader'],
  ])('%s show on their %s until they are resolved', async (records, documents, type) => {
    await using organization = await startOrganization()
    const [document] = (await organization.get(`${documents}?limit=1`)).json
    const current = async () => (await organization.get(`${documents}/${document.id}`)).json
    const shown = async () =>
      (await current())['current-integration-history-records'].map(({ id }: { id: number }) => id)
    const run = records === 'integration_errors' ? await createRun(organization) : undefined

    const { json } = await organization.send('POST', records, {
      'document-type': type,
      'document-id': document.id,
      'contact-alert-type': 'Both',
      ...(run ? { 'integration-run': { id: run.id } } : {}),
    })
    expect(await shown()).toEqual([json.id])
    expect((await current())['updated-at']).toBe(document['updated-at'])
    await organization.send('PUT', `${records}/${json.id}/resolve`)
    expect(await shown()).toEqual([])
    await organization.send('PUT', `${records}/${json.id}/unresolve`)
    expect(await shown()).toEqual([json.id])
  })

  it.each(['POST', 'PUT'])('of the history are created by %s', async (method) => {
    await using organization = await startOrganization()

    const { status, json } = await organization.send(method, 'integration_history_records', {
      'document-type': 'OrderHeader',
      'document-id': 8100,
      'contact-alert-type': 'Both',
    })

    expect(status).toBe(method === 'POST' ? 201 : 200)
    expect(json).toMatchObject({ status: 'Success', 'document-id': 8100, resolved: false })
  })

  it('refuse an error without a run and a history record without a document', async () => {
    await using organization = await startOrganization()

    const error = await organization.send('POST', 'integration_errors', {
      'document-type': 'Invoice',
      'document-id': 1,
    })
    const history = await organization.send('POST', 'integration_history_records', {})

    expect(error.json.errors.integration_error).toEqual(["Integration run can't be blank"])
    expect(history.json.errors.integration_history_record).toHaveLength(2)
  })

  it.each(['create_alert_and_mark_exported', 'mark_exported'])(
    'mark their document exported through %s',
    async (action) => {
      await using organization = await startOrganization()
      const [{ id }] = (await organization.get('invoices?exported=false&limit=1')).json

      await organization.send('POST', `integration_history_records/${action}`, {
        'document-type': 'InvoiceHeader',
        'document-id': id,
      })

      expect((await organization.get(`invoices/${id}`)).json.exported).toBe(true)
    },
  )

  it('do not mark a document that does not exist', async () => {
    await using organization = await startOrganization()

    const { status } = await organization.send('POST', 'integration_history_records/mark_exported', {
      'document-type': 'InvoiceHeader',
      'document-id': 999_999_999,
    })

    expect(status).toBe(400)
  })

  it('are resolved and unresolved', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('integration_errors?limit=1')).json

    expect((await organization.send('PUT', `integration_errors/${id}/resolve`)).json.resolved).toBe(true)
    expect((await organization.get(`integration_errors?id=${id}&resolved=true`)).json).toHaveLength(1)
    expect((await organization.send('PUT', `integration_errors/${id}/unresolve`)).json.resolved).toBe(false)
  })

  it('alert the contacts of their integration whose kind fits, and no others', async () => {
    await using organization = await startOrganization()
    const { control } = organization.sandbox
    const [{ id: integration, code }, { id: other }] = (await organization.get('integrations?limit=2')).json
    for (const id of control.ids('integration_contacts')) control.delete('integration_contacts', id)
    const contact = async (of: number, kind: string): Promise<number> => {
      const body = {
        integration: { id: of },
        'contact-alert-type': kind,
        'contactable-type': 'User',
        'contactable-id': 1,
      }
      return (await organization.send('POST', 'integration_contacts', body)).json.id
    }
    const wanted = [await contact(integration, 'Technical'), await contact(integration, 'Both')]
    await contact(integration, 'Functional')
    await contact(other, 'Technical')
    const run = (await organization.send('POST', 'integration_runs', { integration: { code } })).json

    const body = { 'contact-alert-type': 'Technical', 'integration-run-id': run.id }
    const { status } = await organization.send('POST', 'integration_errors/create_alert', body)

    expect(status).toBe(201)
    expect(control.alerts().map(({ contactId }) => contactId)).toEqual(wanted)
  })

  it.each([
    ['open', false],
    ['resolved', true],
  ])('of a success begin as the switch success-record says: %s', async (value, resolved) => {
    await using organization = await startOrganization({ quirks: { 'success-record': value } })

    const body = { 'document-type': 'OrderHeader', 'document-id': 7, 'contact-alert-type': 'Both', status: 'Success' }
    const { json } = await organization.send('POST', 'integration_history_records', body)

    expect(json.resolved).toBe(resolved)
  })

  it.each([
    ['from-run', true],
    ['as-given', false],
  ])(
    'that name only their run show an integration as the switch integration-of-error says: %s',
    async (value, isShown) => {
      await using organization = await startOrganization({ quirks: { 'integration-of-error': value } })
      const { id } = await createRun(organization)

      const body = { 'contact-alert-type': 'Both', 'integration-run-id': id }
      const { json } = await organization.send('POST', 'integration_errors', body)

      expect(json.integration !== null && json.integration !== undefined).toBe(isShown)
    },
  )

  it('answer with an array of one by quirk', async () => {
    await using organization = await startOrganization({ quirks: { 'resolve-answer': 'array' } })
    const [{ id }] = (await organization.get('integration_history_records?limit=1')).json

    expect((await organization.send('PUT', `integration_history_records/${id}/resolve`)).json).toMatchObject([{ id }])
  })
})

// biome-ignore lint/suspicious/noExplicitAny: the record is the subject of the tests
async function createRun(organization: TestOrganization): Promise<any> {
  const [{ code }] = (await organization.get('integrations?limit=1')).json
  return (await organization.send('POST', 'integration_runs', { integration: { code } })).json
}
