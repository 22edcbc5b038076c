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
    message: 'The sign-in took longer than ten minutes, or was started in another browser.',
    suggestion: 'Start again from here.',
  },
  SIGN_IN_DENIED: {
    message: 'The provider denied access, or you canceled there.',
    suggestion:
      'Start again. If this keeps happening, ask the provider’s administrator for access to this application.',
  },
  SIGN_IN_FAILED: {
    message: 'The provider sent an answer that cannot be used.',
    suggestion: 'Start again. If this keeps happening, ask whoever runs the hub: its log says what went wrong.',
  },
  EMAIL_NOT_VERIFIED: {
    message: 'Your email address is not verified at the provider.',
    suggestion: 'Verify the address at the provider, then start again.',
  },
  EMAIL_DOMAIN_NOT_ALLOWED: {
    message: 'Your email domain is not allowed here.',
    suggestion: 'Choose another address at the provider, or ask whoever runs the hub to allow the domain.',
  },
  NOT_INVITED: {
    message: 'You signed in at the provider, but you have not been invited here.',
    suggestion: 'Ask an administrator of the account to invite this email address.',
  },
  IDENTITY_CONFLICT: {
    message: 'Your email address belongs to someone who signs in with another identity.',
    suggestion: 'Sign in the way you did before, or ask whoever runs the hub.',
  },
}

/** The text for a code. An unknown code only says that the sign-in failed. */
export function providerProblem(code: string): ProviderProblem {
  return (
    (Object.hasOwn(problems, code) ? problems[code] : undefined) ?? {
      message: 'Signing in with the provider failed.',
      suggestion: 'Start again. If this keeps happening, ask whoever runs the hub.',
    }
  )
}
