import { userInfo } from 'node:os'

/** Who works at this machine, as it is kept with what they decide. Some users of containers have no name. */
export function nameOfUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'command line'
  }
}
