/** The error at a field: it goes once the field is written in again. */

export function setError(field, control, words) {
  field.querySelector(":scope > .error").textContent = words || "";
  field.classList.toggle("wrong", Boolean(words));
  if (words) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
}

export function clearError(control) {
  const field = control.closest(".f.wrong");
  if (field) setError(field, control, "");
}
