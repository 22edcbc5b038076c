import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../testing/organization.ts'

describe('data files', () => {
  it('are loaded in the background, as the clock goes on', async () => {
    const clock = manualClock()
    await using organization = await startOrganization({ clock })
    const { status, json } = await load(
      organization,
      'Supplier',
      'Name*,Number,Payment Term Code\nAcme Bolts,S-X1,N45\n',
    )
    const path = `data_file_sources/${json.id}`
    const statuses = [json.status]
    for (const passedMs of [500, 1000, 2000]) {
      clock.pass(passedMs)
      statuses.push((await organization.get(path)).json.status)
    }

    expect(status).toBe(201)
    expect(statuses).toEqual(['Pending', 'Pending', 'Loading', 'Done'])
    expect((await organization.get(path)).json).toMatchObject({
      'records-count': 1,
      'records-created': 1,
      progress: 100,
    })
    expect((await organization.get('suppliers?number=S-X1')).json).toMatchObject([
      { name: 'Acme Bolts', 'payment-term': { code: 'N45' } },
    ])
  })

  it('change the record whose key is known', async () => {
    const clock = manualClock()
    await using organization = await startOrganization({ clock })
    const [supplier] = (await organization.get('suppliers?limit=1')).json
    const { json } = await load(
      organization,
      'Supplier',
      `number,website\r\n${supplier.number},"https://new.example"\r\n`,
    )
    clock.pass(5000)

    expect((await organization.get(`data_file_sources/${json.id}`)).json['records-updated']).toBe(1)
    expect((await organization.get(`suppliers/${supplier.id}`)).json.website).toBe('https://new.example')
  })

  it('tell what is wrong with each row and load the others', async () => {
    const clock = manualClock()
    await using organization = await startOrganization({ clock })
    const { json } = await load(organization, 'Supplier', 'number,name,payment-term-code\nA1,Good,N45\nA2,Bad,nope\n')
    clock.pass(5000)

    const done = (await organization.get(`data_file_sources/${json.id}`)).json

    expect(done).toMatchObject({ status: 'Done', 'records-created': 1, 'upload-errors-count': 1 })
    expect(done['upload-errors'][0]).toMatchObject({ row: 3, type: 'UploadRowError', 'first-column': 'A2' })
    expect(done['upload-errors'][0]['field-errors']).toContain('Unable to find valid PaymentTerm record')
  })

  it('fail as a whole for a column that does not exist', async () => {
    const clock = manualClock()
    await using organization = await startOrganization({ clock })
    const { json } = await load(organization, 'Supplier', 'name,colour\nA,red\n')
    clock.pass(5000)

    expect((await organization.get(`data_file_sources/${json.id}`)).json).toMatchObject({
      status: 'Failed',
      'result-text': 'Unknown columns: colour',
    })
  })

  it('need to say what they are for, and are not created in any other way', async () => {
    await using organization = await startOrganization()

    expect((await organization.send('POST', 'data_file_sources/load_file', { file: 'name\nA' })).status).toBe(400)
    expect(
      (await organization.send('POST', 'data_file_sources/load_file', { source_for: 'Moon', file: 'name\nA' })).status,
    ).toBe(400)
    expect((await organization.send('POST', 'data_file_sources', { source_for: 'Supplier' })).text).toContain(
      'not supported',
    )
  })
})

function load(organization: TestOrganization, sourceFor: string, file: string): ReturnType<TestOrganization['send']> {
  return organization.send('POST', 'data_file_sources/load_file', { source_for: sourceFor, file })
}

function manualClock(): { now(): number; pass(ms: number): void } {
  let now = Date.parse('2026-05-04T10:00:00Z')
  return {
    now: () => now,
    pass(ms) {
      now += ms
    },
  }
}
