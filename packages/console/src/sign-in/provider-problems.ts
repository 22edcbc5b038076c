/** Why signing in at the provider failed: what happened, and the way out. */
export interface ProviderProblem {
  readonly message: string
  readonly suggestion: string
}

/** By the code that the hub puts into the address of the sign-in page. */
const problems: Readonly<Record<string, ProviderProblem>> = {
  PROVIDER_UNAVAILABLE: {
    message: 'The sign-in provider cannot be reached.',
    suggestion: 'Try again in a few minutes, or sign in with a password if you have one.',
  },
  SIGN_IN_EXPIRED: {
    message: 'That sign-in took longer than ten minutes, or began in another browser.',
    suggestion: 'Begin again from here.',
  },
  SIGN_IN_DENIED: {
    message: 'The provider did not let you through, or you cancelled there.',
    suggestion: 'Begin again; if it stays so, ask who runs the provider for access to this application.',
  },
  SIGN_IN_FAILED: {
    message: 'The answer of the provider could not be used.',
    suggestion: 'Begin again; if it stays so, ask an operator of the hub, whose log says what was wrong.',
  },
  EMAIL_NOT_VERIFIED: {
    message: 'The provider says that your e-mail address is not verified.',
    suggestion: 'Verify the address at the provider, then begin again.',
  },
  EMAIL_DOMAIN_NOT_ALLOWED: {
    message: 'People with your e-mail domain may not sign in here.',
    suggestion: 'Choose another address at the provider, or ask an operator of the hub to allow the domain.',
  },
  NOT_INVITED: {
    message: 'The provider knows you, but nobody has invited you here.',
    suggestion: 'Ask an administrator of the account that you need for an invitation to this e-mail address.',
  },
  IDENTITY_CONFLICT: {
    message: 'Your e-mail address belongs to somebody who signs in with another identity.',
    suggestion: 'Sign in as you did before, or ask an operator of the hub.',
  },
}

/** The text for a code. An unknown code only says that the sign-in failed. */
export function providerProblem(code: string): ProviderProblem {
  return (
    (Object.hasOwn(problems, code) ? problems[code] : undefined) ?? {
      message: 'Signing in with the provider did not work.',
      suggestion: 'Begin again; if it stays so, ask an operator of the hub.',
    }
  )
}
