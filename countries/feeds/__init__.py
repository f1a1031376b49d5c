"""What can be followed: changes to the data, milestones, laws coming into force; as Atom, JSON Feed and calendar."""
