import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '@coupa-connector/connector'
import { writeNodeIdentity } from '@coupa-connector/container'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseNode, nodeFile } from './container-places.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nodes-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function enroll(local: string, container: string, node: string): Promise<void> {
  await writeNodeIdentity(nodeFile(folder, local), {
    hubUrl: 'https://hub.test',
    container: { id: crypto.randomUUID(), kind: 'molecule', name: container },
    node: { id: crypto.randomUUID(), name: node },
    accountName: 'Acme',
    credential: new Secret('ccn_x'),
    credentialIssuedAt: '2026-01-01T00:00:00.000Z',
  })
}

const choose = (name?: string, node?: string) => chooseNode(folder, { name, node }, {})

describe('the node that "container run" means', () => {
  it('is found by the words that enroll was given, whichever of them', async () => {
    await enroll('eu-1', 'EU Molecule', 'eu-1')
    await enroll('Plant 7', 'Plant 7', 'machine')

    expect(await choose('EU Molecule')).toBe('eu-1')
    expect(await choose('EU Molecule', 'eu-1')).toBe('eu-1')
    expect(await choose(undefined, 'eu-1')).toBe('eu-1')
    expect(await choose('eu-1')).toBe('eu-1')
    expect(await choose('Plant 7')).toBe('Plant 7')
    expect(await choose(undefined, 'machine')).toBe('Plant 7')
  })

  it('has to be named where several fit, and is said to be missing where none does', async () => {
    await enroll('eu-1', 'EU Molecule', 'eu-1')
    await enroll('eu-2', 'EU Molecule', 'eu-2')

    await expect(choose()).rejects.toThrow('Several nodes are enrolled here.')
    await expect(choose('EU Molecule')).rejects.toMatchObject({ suggestion: 'Name one with --node: eu-1, eu-2.' })
    expect(await choose('EU Molecule', 'eu-2')).toBe('eu-2')
    await expect(choose('US Molecule')).rejects.toThrow('There is no node "US Molecule" here.')
    await expect(choose('EU Molecule', 'us-1')).rejects.toThrow('There is no node "EU Molecule", "us-1" here.')
  })
})
