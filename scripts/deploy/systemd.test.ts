import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectNodeCommand, readSettings } from './check-command.ts'
import { deployFolder } from './read-yaml.ts'

const analyzer = '/usr/bin/systemd-analyze'
const systemUnits = ['/usr/lib/systemd/system', '/lib/systemd/system'].find((folder) => existsSync(folder))
const units = ['coupa-connector-hub.service', 'coupa-connector-node@plant-7.service']

/** Lines of a unit file by their key. */
function readUnit(name: string): (key: string) => string[] {
  const text = readFileSync(join(deployFolder, 'systemd', name.replace('plant-7', '')), 'utf8')
  return (key) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${key}=`))
      .map((line) => line.slice(key.length + 1))
}

describe('the units of systemd', () => {
  it('give a hub only settings that it knows, and its secrets as credentials', async () => {
    const unit = readUnit('coupa-connector-hub.service')
    const credentials = unit('LoadCredential').map((line) => line.split(':')[0] ?? '')
    const { COUPA_CONNECTOR_CONFIG: file, ...environment } = Object.fromEntries(
      unit('Environment').map((line) => line.split('=') as [string, string]),
    )
    expect(file).toBe('/etc/coupa-connector/hub.json')
    const [, ...args] = unit('ExecStart')[0]?.split(' ') ?? []

    const settings = await readSettings({ args, environment, credentials })

    expect(credentials).toEqual(['database', 'keys'])
    for (const name of credentials) expect(settings.get(name)?.source).toBe('credential')
  })

  it('give a node only options that it knows', () => {
    const [line = ''] = readUnit('coupa-connector-node@.service')('ExecStart')

    expectNodeCommand(line.split(' ').slice(1))
  })
})

describe.skipIf(!existsSync(analyzer) || systemUnits === undefined)('the units, as systemd judges them', () => {
  let root: string
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'systemd-'))
    for (const folder of ['etc/systemd/system', 'usr/local/bin', 'usr/lib/systemd']) {
      mkdirSync(join(root, folder), { recursive: true })
    }
    cpSync(join(deployFolder, 'systemd'), join(root, 'etc/systemd/system'), { recursive: true })
    cpSync(systemUnits ?? '', join(root, 'usr/lib/systemd/system'), { recursive: true, verbatimSymlinks: true })
    // The units start it; here it only has to be there.
    cpSync('/bin/true', join(root, 'usr/local/bin/coupa-connector'))
    if (!existsSync(join(root, 'lib'))) symlinkSync('usr/lib', join(root, 'lib'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('are correct', () => {
    // Of the system's own units, on which these depend, nothing is asked here.
    const complaintsOf = (...names: readonly string[]) =>
      spawnSync(analyzer, ['verify', `--root=${root}`, ...names], { encoding: 'utf8' })
        .stderr.split('\n')
        .filter((line) => line.includes('coupa-connector'))

    expect(complaintsOf(...units)).toEqual([])
    // A control: a word that systemd does not know is noticed.
    writeFileSync(join(root, 'etc/systemd/system/coupa-connector-wrong.service'), '[Service]\nExecStrat=/bin/true\n')
    expect(complaintsOf('coupa-connector-wrong.service').join()).toContain('ExecStrat')
  })

  it.each(units)('leave an exposure of at most 3.0: %s', (unit) => {
    const judge = (threshold: number) =>
      spawnSync(analyzer, ['security', '--offline=yes', `--root=${root}`, `--threshold=${threshold}`, unit], {
        encoding: 'utf8',
        env: { ...process.env, LANG: 'C' },
      })

    expect(judge(30)).toMatchObject({ status: 0 })
    // A control: no unit that has a network reaches this.
    expect(judge(1).status).not.toBe(0)
  })
})
