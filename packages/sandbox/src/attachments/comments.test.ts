import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'

describe('comments', () => {
  it('are made below a record, with the people they mention', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('invoices?limit=1')).json
    const [user] = (await organization.get('users?limit=1')).json

    const created = await organization.send('POST', `invoices/${id}/comments`, { comments: `Hello @[User:${user.id}]` })
    const shown = await organization.get(`invoices/${id}/comments/${created.json.id}`)

    expect(created.status).toBe(201)
    expect(shown.json).toMatchObject({
      'commentable-type': 'InvoiceHeader',
      'commentable-id': id,
      mentionees: user.login,
    })
  })

  it('are made from type and id, and listed below the record', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('requisitions?limit=1')).json

    const created = await organization.send('POST', 'comments', {
      'commentable-type': 'RequisitionHeader',
      'commentable-id': id,
      comments: 'Please hurry',
    })

    expect(created.status).toBe(201)
    expect((await organization.get(`requisitions/${id}/comments`)).json).toMatchObject([{ comments: 'Please hurry' }])
  })

  it('must not be blank', async () => {
    await using organization = await startOrganization()
    const [{ id }] = (await organization.get('invoices?limit=1')).json

    expect((await organization.send('POST', `invoices/${id}/comments`, {})).json.errors.comment).toEqual([
      "Comments can't be blank",
    ])
  })

  it('of a record that does not exist are not there, and cannot be made', async () => {
    await using organization = await startOrganization()
    const about = { 'commentable-type': 'InvoiceHeader', 'commentable-id': 999_999_999, comments: 'x' }

    expect((await organization.get('invoices/999999999/comments')).status).toBe(404)
    expect((await organization.send('POST', 'invoices/999999999/comments', about)).status).toBe(404)
    expect((await organization.send('POST', 'comments', about)).status).toBe(400)
  })

  it('that do not exist give the page of an exception for their attachments, and tell whoever runs the sandbox', async () => {
    const failures: unknown[] = []
    await using organization = await startOrganization({ onFailure: (failure) => failures.push(failure) })

    const { status, headers, text } = await organization.get('comments/999999999/attachments')

    expect(status).toBe(500)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(text).toMatch(/^<!DOCTYPE html>/)
    expect(failures).toEqual([{ method: 'GET', path: '/api/comments/999999999/attachments', error: undefined }])
  })
})
