/** Long, and not one of those everybody knows. */
export const isStrong = password => password.length >= 12 && !['correct horse', 'password1234'].includes(password)
