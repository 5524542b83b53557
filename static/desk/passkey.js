/* The button that asks the browser for a passkey; what it brings is posted with the form around it. */

const {way, host} = document.currentScript.dataset
const data = JSON.parse(document.getElementById("passkey-data").textContent)
const form = document.getElementById("passkey-form")
const impossible = document.getElementById("passkey-impossible")
const belongsHere = !host || location.hostname === host || location.hostname.endsWith(`.${host}`)

if (window.PublicKeyCredential && belongsHere) {
  form.hidden = false
  window.allauth.webauthn.forms[way]({
    data,
    ids: {add: "passkey", authenticate: "passkey", credential: form.elements.credential.id},
  })
} else if (impossible) impossible.hidden = false

document.addEventListener("allauth.error", (event) => {
  event.preventDefault() // said in words instead of in the console
  document.getElementById("passkey-failed").hidden = false
})
