import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isStrong } from '../../src/accounts/password.js'

test('a short password is weak', () => assert.equal(isStrong('lantern'), false))
test('a known password is weak', () => assert.equal(isStrong('password1234'), false))
test('a long password is strong', () => assert.equal(isStrong('a lamp in the fog'), true))
