"""A live class: answers arrive at a service, which scores them, keeps them, and shows them on the teacher's board."""
