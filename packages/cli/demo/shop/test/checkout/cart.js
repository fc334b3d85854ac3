import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, isEmpty, total } from '../../src/checkout/cart.js'

test('an empty cart costs nothing', () => assert.equal(total([]), 0))
test('a cart knows that it is empty', () => assert.ok(isEmpty([])))
test('a line is added at the end', () => assert.equal(add([{ price: 1 }], { price: 2 }).at(-1).price, 2))
test('ten cents and twenty cents are thirty cents', () => assert.equal(total([{ price: 0.1, quantity: 1 }, { price: 0.2, quantity: 1 }]), 0.3))
