import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Context } from '../../command/context.ts'
import { programName, version } from '../../command/program-name.ts'
import { stateFolders } from '../../files/folders.ts'
import { type Finding, failedBy } from './finding.ts'

/** The program itself, the Node that runs it, and the folder where it keeps connections. */
export async function checkMachine(context: Context): Promise<Finding[]> {
  return [
    {
      status: 'passed',
      subject: 'Program',
      message: `${programName} ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}.`,
    },
    await checkFolder(context),
  ]
}

async function checkFolder(context: Context): Promise<Finding> {
  const subject = 'Folder'
  let folder: string
  try {
    folder = stateFolders(context).config
  } catch (error) {
    return failedBy(subject, error)
  }
  const present = await stat(folder).catch(() => undefined)
  const writable = await nearestIsWritable(folder)
  if (!writable) {
    return {
      status: 'failed',
      subject,
      message: `${folder} cannot be written to.`,
      remedy: 'Give yourself the right to write there, or set XDG_CONFIG_HOME to a folder of yours.',
    }
  }
  if (present && process.platform !== 'win32' && (present.mode & 0o066) !== 0) {
    return {
      status: 'warning',
      subject,
      message: `Others on this machine can read ${folder}.`,
      remedy: `Close it: chmod 700 '${folder}'`,
    }
  }
  return { status: 'passed', subject, message: present ? `${folder}.` : `${folder}; it is created when it is needed.` }
}

/** Whether the folder, or the nearest one above it that exists, can be written to. */
async function nearestIsWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK)
    return true
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return isMissing && dirname(folder) !== folder ? await nearestIsWritable(dirname(folder)) : false
  }
}
